extension ManifestChunk {
    /// The objects of a text of JSON that stand one behind the other, as kubectl reads them; any other text as it is.
    ///
    /// Only the brackets are looked at: what is no JSON is told when it is read.
    var jsonObjects: [ManifestChunk] {
        let bytes = text.utf8Span.span
        let start = text.hasPrefix("---") ? 3 : 0
        guard beginsLikeJSON(bytes, from: start) else { return [self] }
        var starts: [(offset: Int, line: Int, column: Int)] = []
        var line = line
        var column = start
        var depth = 0
        var isInString = false
        var isEscaped = false
        for index in start..<bytes.count {
            let byte = bytes[index]
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                } else {
                    isEscaped = byte == UInt8(ascii: "\\")
                }
            } else {
                switch byte {
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    if depth == 0 {
                        guard byte == UInt8(ascii: "{") else { return [self] }
                        starts.append((index, line, column))
                    }
                    depth = depth &+ 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth = depth &- 1
                    if depth < 0 { return [self] }
                case UInt8(ascii: "\""):
                    isInString = true
                case 0x20, 0x09, 0x0A, 0x0D:
                    break
                default:
                    if depth == 0 { return [self] }
                }
            }
            if byte == 0x0A {
                line = line &+ 1
                column = 0
            } else if byte & 0xC0 != 0x80 {
                column = column &+ 1
            }
        }
        guard starts.count > 1, starts.reduce(0, { $0 &+ $1.column }) <= Self.maximumMargins else { return [self] }
        let utf8 = text.utf8
        let ends = starts.dropFirst().map(\.offset) + [utf8.count]
        return zip(starts, ends).map { start, end in
            let range =
                utf8.index(utf8.startIndex, offsetBy: start.offset)..<utf8.index(utf8.startIndex, offsetBy: end)
            // Blanks in the place of what stands before it on the line, so that columns are the file's.
            let margin = String(repeating: " ", count: start.column)
            return ManifestChunk(text: margin + text[range], line: start.line)
        }
    }

    /// Blanks in all, as thousands of objects on one line would take the square of their number.
    private static let maximumMargins = 64 << 20

    /// Whether an object of JSON begins here, and no template's action, nor keys without quotes.
    private func beginsLikeJSON(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        var isOpen = false
        for index in start..<bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: continue
            case UInt8(ascii: "{") where !isOpen: isOpen = true
            case UInt8(ascii: "\""), UInt8(ascii: "}"): return isOpen
            default: return false
            }
        }
        return false
    }
}
