/// A text that no reader makes anything of: its top level by the looks of its lines and brackets.
struct UnreadableText {
    private let text: String

    init(_ text: String) { self.text = text }

    /// Whether a line of the top level begins with one of the names and a colon, or such a key stands in the outermost
    /// braces.
    ///
    /// The top level are the lines that are indented as the first one is. One pass over the bytes.
    func hasKey(among names: FieldNames) -> Bool {
        let bytes = text.utf8.span
        var indentation: Int?
        var start = bytes.afterByteOrderMark
        while start < bytes.count {
            var index = bytes.endOfBlanks(from: start)
            var blanks = index &- start
            if Self.isMarker(bytes, at: index) {
                index = bytes.endOfBlanks(from: index &+ 3)
                blanks = 0
            }
            if index < bytes.count, !Self.isEmpty(bytes[index]) {
                if indentation == nil, bytes[index] == UInt8(ascii: "{") {
                    return Self.hasKey(inBraces: bytes, from: index, among: names)
                }
                if blanks == indentation ?? blanks {
                    indentation = blanks
                    if let key = Self.key(of: bytes, at: index), names.contains(key, of: bytes) { return true }
                }
            }
            start = bytes.endOfLine(from: index) &+ 1
        }
        return false
    }

    /// Whether `---` stands here.
    private static func isMarker(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        let dash = UInt8(ascii: "-")
        return bytes.count &- index >= 3 && bytes[index] == dash && bytes[index &+ 1] == dash
            && bytes[index &+ 2] == dash
    }

    /// Whether a line that begins so says nothing: a comment, a directive, or none.
    private static func isEmpty(_ first: UInt8) -> Bool {
        first.isLineBreak || first == UInt8(ascii: "#") || first == UInt8(ascii: "%")
    }

    /// - Parameter start: where the outermost `{` stands.
    private static func hasKey(inBraces bytes: Span<UInt8>, from start: Int, among names: FieldNames) -> Bool {
        var depth = 0
        // Whether a key may begin here.
        var isAtKey = false
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if isAtKey, depth == 1, let key = key(of: bytes, at: index), names.contains(key, of: bytes) { return true }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth = depth &+ 1
                isAtKey = true
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = depth &- 1
                isAtKey = false
            case UInt8(ascii: ","):
                isAtKey = true
            case UInt8(ascii: " "), 0x09, 0x0A, 0x0D:
                break
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // An apostrophe inside of a word opens nothing.
                let before = bytes[index &- 1]
                if !before.isOfWord, before < 0x80 { index = endOfQuoted(bytes, from: index) }
                isAtKey = false
            default:
                isAtKey = false
            }
            index = index &+ 1
        }
        return false
    }

    /// Where the quote stands that closes the one at a place; the end of the text where none does.
    private static func endOfQuoted(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let quote = bytes[start]
        var index = start &+ 1
        while index < bytes.count, bytes[index] != quote {
            let isEscape = quote == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\")
            index = index &+ (isEscape ? 2 : 1)
        }
        return index
    }

    /// Where `key` stands of `key: 1`, `"key" : 1` or `'key':` at a place.
    private static func key(of bytes: Span<UInt8>, at start: Int) -> Range<Int>? {
        func isQuote(_ index: Int) -> Bool {
            index < bytes.count && (bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"))
        }
        let first = isQuote(start) ? start &+ 1 : start
        let end = bytes.endOfWord(from: first)
        guard first < end else { return nil }
        let colon = bytes.endOfBlanks(from: isQuote(end) ? end &+ 1 : end)
        return colon < bytes.count && bytes[colon] == UInt8(ascii: ":") ? first..<end : nil
    }
}
