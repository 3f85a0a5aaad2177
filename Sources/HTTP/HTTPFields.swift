/// Fields in the order in which they came, looked up by name whatever its case.
///
/// The bytes are kept as they were read and become text only when asked for. A look-up is linear in the number of fields.
package struct HTTPFields: Sendable {
    /// Where a field's name and value are in `bytes`.
    struct Slot: Sendable {
        let name: Range<Int>
        let value: Range<Int>
    }

    var bytes: [UInt8]
    var slots: [Slot]

    init(bytes: [UInt8], slots: [Slot]) {
        self.bytes = bytes
        self.slots = slots
    }

    package init() {
        self.init(bytes: [], slots: [])
    }

    package var count: Int { slots.count }
    package var isEmpty: Bool { slots.isEmpty }

    /// The value of the first field of that name.
    package subscript(name: String) -> String? {
        for slot in slots where matches(slot, name) { return text(slot.value) }
        return nil
    }

    /// The values of every field of that name.
    package func values(of name: String) -> [String] {
        slots.filter { matches($0, name) }.map { text($0.value) }
    }

    package func contains(_ name: String) -> Bool {
        slots.contains { matches($0, name) }
    }

    /// Whether there is one field of that name, and its value is this, byte by byte.
    package func hasOnly(_ name: String, _ value: String) -> Bool {
        var found: Range<Int>?
        for slot in slots where matches(slot, name) {
            guard found == nil else { return false }
            found = slot.value
        }
        guard let found, found.count == value.utf8.count else { return false }
        let (bytes, wanted) = (bytes.span.extracting(found), value.utf8Span.span)
        for index in wanted.indices where bytes[index] != wanted[index] { return false }
        return true
    }

    /// Adds a field at the end.
    ///
    /// Control characters in a value become spaces, so that no value can end a line and begin another field. A field whose
    /// name is not a token is left out.
    package mutating func append(_ name: String, _ value: String) {
        guard !name.isEmpty, name.utf8.allSatisfy(ASCIISet.token.contains) else {
            return assertionFailure("not a field name: \(name)")
        }
        let start = bytes.count
        bytes.append(contentsOf: name.utf8)
        let middle = bytes.count
        bytes.append(contentsOf: value.utf8.lazy.map { Byte.isControl($0) ? Byte.space : $0 })
        slots.append(Slot(name: start..<middle, value: middle..<bytes.count))
    }

    /// Replaces every field of that name by one.
    package mutating func set(_ name: String, _ value: String) {
        let others = slots.filter { !matches($0, name) }
        slots = others
        append(name, value)
    }

    private func matches(_ slot: Slot, _ name: String) -> Bool {
        // Nearly every other name has another length.
        guard slot.name.count == name.utf8.count else { return false }
        let (bytes, wanted) = (bytes.span.extracting(slot.name), name.utf8Span.span)
        for index in wanted.indices where Self.lowercase(bytes[index]) != Self.lowercase(wanted[index]) { return false }
        return true
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    private func text(_ range: Range<Int>) -> String {
        bytes.span.text(range)
    }
}

extension HTTPFields: Sequence {
    package func makeIterator() -> AnyIterator<(name: String, value: String)> {
        var slots = slots.makeIterator()
        return AnyIterator { slots.next().map { (text($0.name), text($0.value)) } }
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral pairs: (String, String)...) {
        self.init()
        for (name, value) in pairs { append(name, value) }
    }
}

extension HTTPFields: Hashable {
    package static func == (left: HTTPFields, right: HTTPFields) -> Bool {
        left.slots.count == right.slots.count
            && zip(left.slots, right.slots).allSatisfy {
                left.bytes[$0.name] == right.bytes[$1.name] && left.bytes[$0.value] == right.bytes[$1.value]
            }
    }

    package func hash(into hasher: inout Hasher) {
        for slot in slots {
            hasher.combine(bytes[slot.name])
            hasher.combine(bytes[slot.value])
        }
    }
}
