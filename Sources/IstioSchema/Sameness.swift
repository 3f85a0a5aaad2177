import Documents

/// Whether a change leaves something as it was, however it is written: what nearly every rule on changes asks first.
extension Message {
    /// Whether two messages of one type have the same fields with the same values, written or not.
    ///
    /// Recursion is as deep as the messages, which ``DocumentLimits`` bound.
    package func isSame(as other: Message) -> Bool {
        // Istio's defaults are the same on both sides.
        if isIdentical(to: other) { return true }
        guard fields.count == other.fields.count else { return false }
        for index in fields.indices {
            guard fields[index].ordinal == other.fields[index].ordinal,
                fields[index].value.isSame(as: other.fields[index].value)
            else { return false }
        }
        return true
    }

    /// Whether two messages of one type have the same in a field, or both nothing.
    package func isSame(as other: Message, in field: String) -> Bool {
        guard let ordinal = shape.ordinal(ofField: field) else { return false }
        switch (index(ofOrdinal: ordinal), other.index(ofOrdinal: ordinal)) {
        case (nil, nil): return true
        case (let index?, let place?): return fields[index].value.isSame(as: other.fields[place].value)
        default: return false
        }
    }

    /// The names of the fields in which two messages of one type differ, in the order of the proto.
    package func fieldsChanged(to other: Message) -> [String] {
        var names: [String] = []
        var index = 0
        var place = 0
        // Both are in the order of the proto: of the next fields the earlier one is missing in the other message.
        while index < fields.count || place < other.fields.count {
            let ordinal = index < fields.count ? fields[index].ordinal : .max
            let otherOrdinal = place < other.fields.count ? other.fields[place].ordinal : .max
            if ordinal == otherOrdinal {
                if !fields[index].value.isSame(as: other.fields[place].value) { names.append(fields[index].shape.name) }
            } else {
                names.append(ordinal < otherOrdinal ? fields[index].shape.name : other.fields[place].shape.name)
            }
            if ordinal <= otherOrdinal { index = index &+ 1 }
            if otherOrdinal <= ordinal { place = place &+ 1 }
        }
        return names
    }
}

extension FieldValue {
    /// Whether two values of one field are the same, texts byte for byte.
    fileprivate func isSame(as other: FieldValue) -> Bool {
        switch (self, other) {
        case (.undecodable, .undecodable): true
        case (.bool(let value), .bool(let other)): value == other
        case (.integer(let value), .integer(let other)): value == other
        // No number is the same as none.
        case (.number(let value), .number(let other)): value == other || value.isNaN && other.isNaN
        case (.string(let value), .string(let other)): value.isExactly(other)
        case (.duration(let value), .duration(let other)): value == other
        case (.enumeration(let value), .enumeration(let other)): value.number == other.number
        case (.message(let value), .message(let other)): value.isSame(as: other)
        case (.list(let values), .list(let others)): Self.areSame(values, others)
        case (.map(let pairs), .map(let others)): Self.areSame(pairs, others)
        case (.freeForm(let node), .freeForm(let other)):
            node.isPlainlySame(as: other) || node.canonicalText == other.canonicalText
        default: false
        }
    }

    private static func areSame(_ values: [Element], _ others: [Element]) -> Bool {
        guard values.count == others.count else { return false }
        for index in values.indices where !values[index].value.isSame(as: others[index].value) { return false }
        return true
    }

    /// In whatever order the pairs stand.
    private static func areSame(_ pairs: [Pair], _ others: [Pair]) -> Bool {
        guard pairs.count == others.count else { return false }
        for index in pairs.indices {
            guard pairs[index].key.isExactly(others[index].key) else { return areSameByKey(pairs, others) }
            guard pairs[index].value.isSame(as: others[index].value) else { return false }
        }
        return true
    }

    /// - Parameter others: as many as the pairs; no key stands twice in either.
    private static func areSameByKey(_ pairs: [Pair], _ others: [Pair]) -> Bool {
        var values: [ExactText: FieldValue] = [:]
        values.reserveCapacity(others.count)
        for index in others.indices { values[ExactText(others[index].key)] = others[index].value }
        return pairs.indices.allSatisfy { index in
            values[ExactText(pairs[index].key)].map { pairs[index].value.isSame(as: $0) } ?? false
        }
    }
}

extension Node {
    /// Whether two values are the same, with their entries in the same order: told without making their texts.
    ///
    /// False where only a text can tell.
    fileprivate func isPlainlySame(as other: Node) -> Bool {
        switch (value, other.value) {
        case (.string(let text), .string(let other)):
            return text.isExactly(other)
        case (.sequence(let elements), .sequence(let others)):
            guard elements.count == others.count else { return false }
            return elements.indices.allSatisfy { elements[$0].isPlainlySame(as: others[$0]) }
        case (.mapping(let entries), .mapping(let others)):
            guard entries.count == others.count else { return false }
            return entries.indices.allSatisfy {
                entries[$0].name.isExactly(others[$0].name) && entries[$0].value.isPlainlySame(as: others[$0].value)
            }
        default:
            return false
        }
    }

    /// A text that is equal for equal values, however they are written.
    ///
    /// Only to compare, never to show.
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
