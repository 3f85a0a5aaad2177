import Documents

/// Which entry of a mapping sets which field: the last of repeated keys, and the JSON name before the proto's.
///
/// On the stack, as there is one for every message; a position fits 31 bits, as no document has 2^30 entries.
struct FieldSlots {
    /// By field: twice the entry's position, and one more for the proto's name; only of the fields that are filled.
    private var slots = InlineArray<128, Int32>(repeating: 0)
    private(set) var filled = FieldSet()

    /// The position of the entry that sets a field; only for one that is filled.
    subscript(field: Int) -> Int { Int(slots[field] >> 1) }

    mutating func set(_ position: Int, field: Int, isProtoName: Bool) {
        if isProtoName, filled.contains(field), slots[field] & 1 == 0 { return }
        filled.insert(field)
        slots[field] = Int32(truncatingIfNeeded: position << 1) | (isProtoName ? 1 : 0)
    }
}

/// The keys of a map: which of them repeat, of which the last one counts.
struct MapKeys {
    private let entries: [Node.Entry]
    /// The last position of each key seen; nil for a short map, whose keys are compared with one another.
    private var positions: [ExactText: Int]?

    private static let short = 8

    init(_ entries: [Node.Entry]) {
        self.entries = entries
        positions = entries.count > Self.short ? [:] : nil
    }

    /// The last position before this one that has the same key; to be asked of each position in order.
    mutating func earlier(than position: Int) -> Int? {
        guard positions != nil else {
            return (0..<position).last { isSame($0, position) }
        }
        return positions?.updateValue(position, forKey: ExactText(entries[position].name))
    }

    /// Whether no later entry has the same key; to be asked after ``earlier(than:)`` was, of every position.
    func isLast(_ position: Int) -> Bool {
        guard let positions else {
            return !(position &+ 1..<entries.count).contains { isSame($0, position) }
        }
        return positions[ExactText(entries[position].name)] == position
    }

    private func isSame(_ left: Int, _ right: Int) -> Bool {
        entries[left].name.utf8.count == entries[right].name.utf8.count
            && ExactText(entries[left].name) == ExactText(entries[right].name)
    }
}
