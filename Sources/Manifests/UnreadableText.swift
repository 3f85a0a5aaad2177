/// A text that no reader makes anything of: its top level by the looks of its lines and brackets.
struct UnreadableText {
    private let text: String

    init(_ text: String) { self.text = text }

    /// Whether a line of the top level begins with one of the names and a colon, or such a key stands in the outermost
    /// braces.
    ///
    /// The top level are the lines that are indented as the first one is. One pass over the bytes.
    func hasKey(among names: FieldNames) -> Bool {
        var indentation: Int?
        var rest = text.utf8[...]
        if rest.starts(with: "\u{FEFF}".utf8) { rest = rest.dropFirst(3) }
        while !rest.isEmpty {
            var line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
            let next = rest[line.endIndex...].dropFirst()
            var blanks = line.prefix { $0 == UInt8(ascii: " ") }.count
            line = line.dropFirst(blanks)
            if line.starts(with: "---".utf8) {
                line = line.dropFirst(3).drop { $0 == UInt8(ascii: " ") }
                blanks = 0
            }
            rest = next
            guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "%") else { continue }
            if first == UInt8(ascii: "{"), indentation == nil {
                return Self.hasKey(inBraces: text.utf8[line.startIndex...], among: names)
            }
            if let indentation, blanks != indentation { continue }
            indentation = blanks
            if let key = Self.key(of: line), names.contains(key) { return true }
        }
        return false
    }

    /// - Parameter braces: from the outermost `{` on.
    private static func hasKey(inBraces braces: Substring.UTF8View, among names: FieldNames) -> Bool {
        var depth = 0
        var quote: UInt8?
        var isEscaped = false
        // Whether a key may begin here.
        var isAtKey = false
        var index = braces.startIndex
        while index < braces.endIndex {
            let byte = braces[index]
            if let open = quote {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") {
                    isEscaped = true
                } else if byte == open {
                    quote = nil
                }
                index = braces.index(after: index)
                continue
            }
            let isBlank = byte == UInt8(ascii: " ") || byte == 0x09 || byte == 0x0A || byte == 0x0D
            if isAtKey, depth == 1, !isBlank, let key = key(of: braces[index...]), names.contains(key) { return true }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth = depth &+ 1
                isAtKey = true
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = depth &- 1
                isAtKey = false
            case UInt8(ascii: ","):
                isAtKey = true
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // An apostrophe inside of a word opens nothing.
                if isAtKey || isBehindSeparator(index, in: braces) { quote = byte }
                isAtKey = false
            default:
                if !isBlank { isAtKey = false }
            }
            index = braces.index(after: index)
        }
        return false
    }

    private static func isBehindSeparator(_ index: Substring.UTF8View.Index, in text: Substring.UTF8View) -> Bool {
        guard index > text.startIndex else { return true }
        let before = text[text.index(before: index)]
        return !isWordByte(before) && before < 0x80
    }

    /// `key` of `key: 1`, `"key" : 1` or `'key':`.
    private static func key(of text: Substring.UTF8View) -> Substring.UTF8View? {
        var rest = text
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { rest = rest.dropFirst() }
        // Longer than any name.
        let word = rest.prefix(65).prefix(while: isWordByte)
        guard !word.isEmpty, word.count <= 64 else { return nil }
        rest = rest[word.endIndex...]
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { rest = rest.dropFirst() }
        let blanks = rest.prefix(64).prefix { $0 == UInt8(ascii: " ") }
        return rest[blanks.endIndex...].first == UInt8(ascii: ":") ? word : nil
    }
}
