/// The names of a message's fields, in both spellings, to be looked up by the bytes of a key.
///
/// A table of its own, as every key of every document and every field that a rule asks for is looked up here: a dictionary
/// would hash the whole name by SipHash, and take a letter for another of the same look (U+212A for K), which Go does not.
struct FieldNames: Sendable {
    /// Indices into ``names``, -1 for none; a power of two, at least twice as many as there are names.
    private let slots: [Int16]
    private let names: [Name]

    private struct Name: Sendable {
        let text: String
        let length: Int
        let key: MessageShape.Key

        init(_ text: String, _ key: MessageShape.Key) {
            self.text = text
            length = text.utf8.count
            self.key = key
        }
    }

    /// The JSON name wins where it is another field's proto name.
    init(of fields: [FieldShape]) {
        var names: [Name] = []
        for (index, field) in fields.enumerated() {
            names.append(Name(field.name, MessageShape.Key(field: index, isProtoName: false)))
        }
        for (index, field) in fields.enumerated() where !fields.contains(where: { $0.name == field.protoName }) {
            names.append(Name(field.protoName, MessageShape.Key(field: index, isProtoName: true)))
        }
        var count = 8
        while count < names.count * 2 { count *= 2 }
        var slots = [Int16](repeating: -1, count: count)
        for (index, name) in names.enumerated() {
            var slot = Self.hash(name.text) & (count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = Int16(index)
        }
        self.slots = slots
        self.names = names
    }

    subscript(name: String) -> MessageShape.Key? {
        let length = name.utf8.count
        let mask = slots.count &- 1
        var slot = Self.hash(name) & mask
        while true {
            let index = Int(slots[slot])
            guard index >= 0 else { return nil }
            // Of texts that Swift takes for the same, only the ones without a letter beyond ASCII have the same length.
            if names[index].length == length, names[index].text == name { return names[index].key }
            slot = (slot &+ 1) & mask
        }
    }

    /// Of the length and four bytes, which tells the names of a message apart well enough.
    private static func hash(_ name: String) -> Int {
        let bytes = name.utf8.span
        let count = bytes.count
        guard count > 0 else { return 0 }
        return count &* 7 &+ Int(bytes[0]) &* 3 &+ Int(bytes[count / 2]) &* 11 &+ Int(bytes[count / 3]) &* 29
            &+ Int(bytes[count &- 1]) &* 17
    }
}
