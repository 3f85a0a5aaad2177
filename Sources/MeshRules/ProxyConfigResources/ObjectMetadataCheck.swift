import Documents
import Validation

/// Says where an object's metadata could not be decoded: names are compared without case, null is as absent, unknown
/// fields are left alone, and types are strict.
///
/// Source: Kubernetes apimachinery meta/v1 `ObjectMeta`; Go encoding/json.
enum ObjectMetadataCheck {
    static func check(_ metadata: Node, at path: FieldPath, _ report: inout RuleReport) {
        check(metadata, as: .mapping(fields), at: path, &report)
    }

    private indirect enum Shape: Sendable {
        case string, integer, bool, time, anything
        case strings
        case mapping(Fields)
        case list(Shape)
    }

    /// The fields of a mapping by their names: as Kubernetes writes them, and else in whatever case.
    private struct Fields: Sendable {
        private let shapes: NamedValues<Shape>
        private let folded: [String: Shape]

        init(_ shapes: [String: Shape]) {
            self.shapes = NamedValues(shapes)
            folded = Dictionary(uniqueKeysWithValues: shapes.map { ($0.key.lowercased(), $0.value) })
        }

        subscript(name: String) -> Shape? { shapes[name] ?? folded[name.lowercased()] }
    }

    private static let fields = Fields([
        "name": .string, "generateName": .string, "namespace": .string, "selfLink": .string, "uid": .string,
        "resourceVersion": .string, "generation": .integer, "creationTimestamp": .time, "deletionTimestamp": .time,
        "deletionGracePeriodSeconds": .integer, "labels": .strings, "annotations": .strings,
        "finalizers": .list(.string),
        "ownerReferences": .list(
            .mapping(
                Fields([
                    "apiVersion": .string, "kind": .string, "name": .string, "uid": .string, "controller": .bool,
                    "blockOwnerDeletion": .bool,
                ]))),
        "managedFields": .list(
            .mapping(
                Fields([
                    "manager": .string, "operation": .string, "apiVersion": .string, "time": .time,
                    "fieldsType": .string, "fieldsV1": .anything, "subresource": .string,
                ]))),
    ])

    /// - Parameter path: made only where there is something to say.
    private static func check(
        _ node: Node, as shape: Shape, at path: @autoclosure () -> FieldPath, _ report: inout RuleReport
    ) {
        switch (shape, node.value) {
        case (_, .null), (.anything, _), (.string, .string), (.bool, .bool), (.integer, .integer):
            break
        case (.integer, .number(let number)) where Int64(exactly: number) != nil:
            break
        case (.time, .string(let text)) where GoTime.isRFC3339(text):
            break
        case (.strings, .mapping(let entries)):
            for entry in entries { check(entry.value, as: .string, at: path().key(entry.name), &report) }
        case (.mapping(let fields), .mapping(let entries)):
            for entry in entries {
                guard let shape = fields[entry.name.lowercased()] else { continue }
                check(entry.value, as: shape, at: path().field(entry.name), &report)
            }
        case (.list(let shape), .sequence(let elements)):
            for (index, element) in elements.enumerated() {
                check(element, as: shape, at: path().element(index), &report)
            }
        default:
            report.add("must be \(requirement(of: shape))", at: node, path: path())
        }
    }

    private static func requirement(of shape: Shape) -> String {
        switch shape {
        case .string: "a string"
        case .integer: "a whole number"
        case .bool: "true or false"
        case .time: "a time such as 2026-01-31T12:00:00Z"
        case .strings: "a mapping of strings"
        case .mapping, .anything: "a mapping"
        case .list: "a list"
        }
    }
}
