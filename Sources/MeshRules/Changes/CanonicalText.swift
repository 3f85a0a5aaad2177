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

    /// Whether two values are the same, in the same order: told without making their texts.
    ///
    /// False where only a text can tell.
    func isPlainlySame(as other: FieldValue) -> Bool {
        switch (self, other) {
        case (.bool(let value), .bool(let other)): value == other
        case (.integer(let value), .integer(let other)): value == other
        case (.string(let value), .string(let other)): value.isExactly(other)
        case (.duration(let value), .duration(let other)): value == other
        case (.enumeration(let value), .enumeration(let other)): value.number == other.number
        case (.message(let value), .message(let other)): value.isPlainlySame(as: other)
        case (.list(let values), .list(let others)):
            values.count == others.count
                && values.indices.allSatisfy { values[$0].value.isPlainlySame(as: others[$0].value) }
        case (.map(let pairs), .map(let others)):
            pairs.count == others.count
                && pairs.indices.allSatisfy {
                    pairs[$0].key.isExactly(others[$0].key) && pairs[$0].value.isPlainlySame(as: others[$0].value)
                }
        default: false
        }
    }

    /// Whether anything in the value could not be decoded, for which Istio refuses the document.
    var hasUndecodable: Bool {
        switch self {
        case .undecodable: true
        case .message(let message): message.hasUndecodable
        case .list(let elements): elements.indices.contains { elements[$0].value.hasUndecodable }
        case .map(let pairs): pairs.indices.contains { pairs[$0].value.hasUndecodable }
        default: false
        }
    }
}

extension Message {
    var canonicalText: String {
        "{\(fields.map { "\($0.shape.name):\($0.value.canonicalText)" }.sorted().joined(separator: ","))}"
    }

    fileprivate func isPlainlySame(as other: Message) -> Bool {
        fields.count == other.fields.count
            && fields.indices.allSatisfy {
                fields[$0].shape === other.fields[$0].shape
                    && fields[$0].value.isPlainlySame(as: other.fields[$0].value)
            }
    }

    var hasUndecodable: Bool { fields.indices.contains { fields[$0].value.hasUndecodable } }
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
