import Documents

/// Names of fields, and what can be told of a text by its bytes alone.
struct FieldNames: Sendable {
    private let names: Set<ExactText>
    private let lengths: ClosedRange<Int>

    /// - Parameter names: of letters, digits and `_`.
    init(_ names: Set<String>) {
        self.names = Set(names.map { ExactText($0) })
        let counts = names.map(\.utf8.count)
        lengths = (counts.min() ?? 0)...(counts.max() ?? 0)
    }

    func contains(_ name: String) -> Bool { names.contains(ExactText(name)) }

    /// Whether some bytes of a text are one of the names.
    func contains(_ word: Range<Int>, of bytes: Span<UInt8>) -> Bool {
        guard lengths.contains(word.count) else { return false }
        var name: [UInt8] = []
        name.reserveCapacity(word.count)
        for index in word { name.append(bytes[index]) }
        return contains(String(decoding: name, as: UTF8.self))
    }

    /// Whether the first line with anything on it begins with one of the names and a colon, as nearly every mesh
    /// configuration does: it has that key then, or cannot be read.
    func isFirstKey(of text: String) -> Bool {
        let bytes = text.utf8.span
        var index = bytes.afterByteOrderMark
        scan: while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "#"): index = bytes.endOfLine(from: index)
            case UInt8(ascii: " "), 0x0A, 0x0D: index = index &+ 1
            default: break scan
            }
        }
        let end = bytes.endOfWord(from: index)
        guard end < bytes.count, bytes[end] == UInt8(ascii: ":") else { return false }
        let next = end &+ 1
        guard next == bytes.count || bytes[next] == UInt8(ascii: " ") || bytes[next].isLineBreak else { return false }
        return contains(index..<end, of: bytes)
    }

    /// Whether one of the names may be a key: it stands in the text, or the text has what can stand for a letter.
    ///
    /// Never false for a text of which a reader makes such a key. One pass over the bytes.
    func mayBeKeys(of text: String) -> Bool {
        let bytes = text.utf8.span
        var index = 0
        while index < bytes.count {
            if bytes[index].isOfWord {
                let end = bytes.endOfWord(from: index)
                if contains(index..<end, of: bytes) { return true }
                index = end
            } else {
                if Self.canHideName(bytes, at: index) { return true }
                index = index &+ 1
            }
        }
        return false
    }

    /// Whether there is an escape that a letter can be written by (`\x54`, `\u0054`, a line's end), or a tag: `!!binary`
    /// makes a name of other letters.
    private static func canHideName(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        switch bytes[index] {
        case UInt8(ascii: "!"): return true
        case UInt8(ascii: "\\"):
            let next = index &+ 1
            guard next < bytes.count else { return false }
            switch bytes[next] {
            case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"), 0x0A, 0x0D, 0x80...: return true
            default: return false
            }
        default: return false
        }
    }
}

extension UInt8 {
    var isOfWord: Bool {
        (0x61...0x7A).contains(self | 0x20) || (0x30...0x39).contains(self) || self == UInt8(ascii: "_")
    }

    var isLineBreak: Bool { self == 0x0A || self == 0x0D }
}

extension Span<UInt8> {
    var afterByteOrderMark: Int { count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF ? 3 : 0 }

    func endOfWord(from start: Int) -> Int { end(of: start) { $0.isOfWord } }

    func endOfLine(from start: Int) -> Int { end(of: start) { !$0.isLineBreak } }

    func endOfBlanks(from start: Int) -> Int { end(of: start) { $0 == UInt8(ascii: " ") } }

    /// Behind the bytes from a place on that are of one kind.
    @inline(__always)
    private func end(of start: Int, _ isOfKind: (UInt8) -> Bool) -> Int {
        var index = start
        while index < count, isOfKind(self[index]) { index = index &+ 1 }
        return index
    }
}
