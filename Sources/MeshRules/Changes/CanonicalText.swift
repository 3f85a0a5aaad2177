import Documents
import IstioSchema

/// A text of a value that is equal for equal values, however they were written. Only to compare, never to show.
extension FieldValue {
    var canonicalText: String {
        switch self {
        case .undecodable: "?"
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): "\"\(value.escapedForDisplay)\""
        case .duration(let value): "\(value.components.seconds).\(value.components.attoseconds)s"
        case .enumeration(let value): "#\(value.number)"
        case .message(let message): message.canonicalText
        case .list(let elements): "[\(elements.map(\.value.canonicalText).joined(separator: ","))]"
        case .map(let pairs):
            "{\(pairs.map { "\"\($0.key.escapedForDisplay)\":\($0.value.canonicalText)" }.sorted().joined(separator: ","))}"
        case .freeForm(let node): node.canonicalText
        }
    }

    /// Whether anything in the value could not be decoded, for which Istio refuses the document.
    var hasUndecodable: Bool {
        switch self {
        case .undecodable: true
        case .message(let message): message.hasUndecodable
        case .list(let elements): elements.contains { $0.value.hasUndecodable }
        case .map(let pairs): pairs.contains { $0.value.hasUndecodable }
        default: false
        }
    }
}

extension Message {
    var canonicalText: String {
        "{\(fields.map { "\($0.shape.name):\($0.value.canonicalText)" }.sorted().joined(separator: ","))}"
    }

    var hasUndecodable: Bool { fields.contains { $0.value.hasUndecodable } }
}

extension Node {
    fileprivate var canonicalText: String {
        switch value {
        case .mapping(let entries):
            "{\(entries.map { "\"\($0.name.escapedForDisplay)\":\($0.value.canonicalText)" }.sorted().joined(separator: ","))}"
        case .sequence(let elements): "[\(elements.map(\.canonicalText).joined(separator: ","))]"
        case .string(let text): "\"\(text.escapedForDisplay)\""
        default: scalarText ?? ""
        }
    }
}
