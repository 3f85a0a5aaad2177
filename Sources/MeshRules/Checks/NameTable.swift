/// Values by names of ASCII, looked up by the bytes of a name.
///
/// A dictionary would hash the whole name by SipHash, and take a letter for another of the same look (U+212A for K), which
/// Go and Envoy do not. The names are the tables' own, so that nobody can choose them to collide.
struct NameTable<Value: Sendable>: Sendable {
    /// Indices into ``names``, -1 for none; a power of two, at least twice as many as there are names.
    private let slots: [Int16]
    private let names: [String]
    private let values: [Value]

    /// - Parameter entries: at most 32,767, each name once.
    init(_ entries: some Sequence<(key: String, value: Value)>) {
        let entries = Array(entries)
        names = entries.map(\.key)
        values = entries.map(\.value)
        var count = 8
        while count < names.count * 2 { count *= 2 }
        var slots = [Int16](repeating: -1, count: count)
        for (index, name) in names.enumerated() {
            var slot = Self.hash(name.utf8Span.span) & (count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = Int16(truncatingIfNeeded: index)
        }
        self.slots = slots
    }

    subscript(name: String) -> Value? { self[name.utf8Span.span] }

    subscript(name: Span<UInt8>) -> Value? {
        let mask = slots.count &- 1
        var slot = Self.hash(name) & mask
        while true {
            let index = Int(slots[slot])
            guard index >= 0 else { return nil }
            if Self.isSame(names[index], name) { return values[index] }
            slot = (slot &+ 1) & mask
        }
    }

    private static func isSame(_ text: String, _ name: Span<UInt8>) -> Bool {
        let bytes = text.utf8Span.span
        guard bytes.count == name.count else { return false }
        for index in bytes.indices where bytes[index] != name[index] { return false }
        return true
    }

    /// Of the length and five bytes, which tells the names of a table apart well enough.
    private static func hash(_ name: Span<UInt8>) -> Int {
        let count = name.count
        guard count > 0 else { return 0 }
        return count &* 7 &+ Int(name[0]) &* 3 &+ Int(name[count / 2]) &* 11 &+ Int(name[count / 3]) &* 29
            &+ Int(name[count &* 3 / 4]) &* 37 &+ Int(name[count &- 1]) &* 17
    }
}

extension NameTable: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral entries: (String, Value)...) {
        self.init(entries.lazy.map { (key: $0.0, value: $0.1) })
    }
}
