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
            node.isPlainlySame(as: other) || node.canonicalBytes == other.canonicalBytes
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
    /// Whether two values are the same, with their entries in the same order: told without making their bytes.
    ///
    /// False where only those can tell.
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

    /// Bytes that are equal for equal values, however they are written, and for no others.
    ///
    /// Only to compare, never to show.
    package var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        writeCanonically(to: &bytes)
        return bytes
    }

    /// Recursion is as deep as the value, which ``DocumentLimits`` bound.
    private func writeCanonically(to bytes: inout [UInt8]) {
        switch value {
        case .mapping(let entries):
            // The last of repeated keys wins, as in Go.
            var last: [ExactText: Int] = [:]
            for index in entries.indices { last[ExactText(entries[index].name)] = index }
            let kept = last.sorted { $0.key.text.utf8.lexicographicallyPrecedes($1.key.text.utf8) }
            bytes.append(UInt8(ascii: "{"))
            for (name, index) in kept {
                bytes.append(counted: name.text)
                entries[index].value.writeCanonically(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        case .sequence(let elements):
            bytes.append(UInt8(ascii: "["))
            for element in elements { element.writeCanonically(to: &bytes) }
            bytes.append(UInt8(ascii: "]"))
        case .string(let text): bytes.append(counted: text)
        case .null: bytes.append(UInt8(ascii: "n"))
        case .bool(let bool): bytes.append(UInt8(ascii: bool ? "t" : "f"))
        // A number of free form is a double to Istio, whatever it is in YAML.
        case .integer(let integer): bytes.append(canonical: Double(integer))
        case .unsigned(let integer): bytes.append(canonical: Double(integer))
        case .number(let number): bytes.append(canonical: number)
        }
    }
}

extension [UInt8] {
    /// Appends a text behind the count of its bytes, so that nothing in it reads as what comes after.
    fileprivate mutating func append(counted text: String) {
        append(UInt8(ascii: "\""))
        append(decimal: text.utf8.count)
        append(UInt8(ascii: ":"))
        append(text)
    }

    fileprivate mutating func append(canonical number: Double) {
        append(UInt8(ascii: "d"))
        // Both zeros are one, and so are all that are no number.
        let bits = number == 0 ? 0 : number.isNaN ? Double.nan.bitPattern : number.bitPattern
        append(String(bits, radix: 16))
        append(UInt8(ascii: ";"))
    }
}
