/// What go-yaml v2 reads in another way than libyaml 0.2.5, which gives the events.
///
/// Where go-yaml takes what libyaml refuses, a character that the text does not hold, nor an escape in it stands for, stands
/// in for what libyaml stumbles over, and is turned back in the scalars:
/// - a colon before `,`, `]` or `}` inside a plain scalar: `{port:}` has a key `port:`;
/// - `\'` in double quotes;
/// - a byte order mark that is not the first character.
///
/// Where libyaml takes what go-yaml refuses (`\/` in double quotes, `?` inside a plain scalar of a flow collection), the
/// composer looks again.
///
/// Source: go-yaml v2.4 scannerc.go and readerc.go against libyaml 0.2.5 scanner.c and reader.c.
struct YAMLDialect {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// U+F8FF and those before it, of the private use area.
    private static let markStandIns: [Unicode.Scalar] = [
        "\u{F8FF}", "\u{F8FE}", "\u{F8FD}", "\u{F8FC}", "\u{F8FB}", "\u{F8FA}",
    ]
    /// Printable characters that have no meaning in YAML.
    private static let standIns: [UInt8] = Array("~^;_$()=<+/ZQXzqxJKjk7".utf8)

    private let source: UnsafeBufferPointer<UInt8>
    private var mended: [UInt8]?
    private var colon: UInt8?
    private var backslash: UInt8?
    private var mark: Unicode.Scalar?
    /// Whether a backslash stands anywhere, so that an escape may be one that go-yaml does not know.
    let hasEscapes: Bool
    private let isASCII: Bool
    /// A character and the bytes before it, to go on from.
    private var known = (index: 0, offset: 0)

    /// - Parameter bytes: must outlive the dialect.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        source = bytes
        var all: UInt8 = 0
        var hasBackslash = false
        var mayHaveMark = false
        for byte in bytes {
            all |= byte
            hasBackslash = hasBackslash || byte == UInt8(ascii: "\\")
            mayHaveMark = mayHaveMark || byte == 0xEF
        }
        isASCII = all < 0x80
        hasEscapes = hasBackslash
        if mayHaveMark { replaceMarks() }
    }

    /// The text for libyaml.
    func withBytes<Result>(
        _ body: (UnsafeBufferPointer<UInt8>, YAMLDialect) throws(YAMLError) -> Result
    ) throws(YAMLError) -> Result {
        guard let mended else { return try body(source, self) }
        return try mended.withUnsafeBufferPointer { (bytes) throws(YAMLError) -> Result in try body(bytes, self) }
    }

    // MARK: What go-yaml takes

    /// Lets a character stand in where libyaml stumbled over what go-yaml takes; false where it did not.
    mutating func mend(_ error: YAMLError) -> Bool {
        guard let index = error.index else { return false }
        var bytes = mended ?? Array(source)
        let place = offset(ofCharacter: index)
        guard place < bytes.count else { return false }
        switch error.problem {
        case "found unexpected ':'" where bytes[place] == UInt8(ascii: ":"):
            guard let standIn = colon ?? unused(in: bytes) else { return false }
            colon = standIn
            bytes[place] = standIn
        case "found unknown escape character":
            guard bytes[place] == UInt8(ascii: "\\"), place &+ 1 < bytes.count, bytes[place &+ 1] == UInt8(ascii: "'"),
                let standIn = backslash ?? unused(in: bytes)
            else { return false }
            backslash = standIn
            bytes[place] = standIn
        default:
            return false
        }
        mended = bytes
        return true
    }

    private func unused(in bytes: [UInt8]) -> UInt8? {
        let escaped = escapedCharacters
        return Self.standIns.first {
            $0 != colon && $0 != backslash && !bytes.contains($0) && !escaped.contains(UInt32($0))
        }
    }

    /// What `\x`, `\u` and `\U` stand for anywhere in the text, wherever a backslash is one of them.
    private var escapedCharacters: Set<UInt32> {
        guard hasEscapes else { return [] }
        var characters: Set<UInt32> = []
        var place = 0
        while place &+ 1 < source.count {
            defer { place = place &+ 1 }
            guard source[place] == UInt8(ascii: "\\") else { continue }
            let digits: Int
            switch source[place &+ 1] {
            case UInt8(ascii: "x"): digits = 2
            case UInt8(ascii: "u"): digits = 4
            case UInt8(ascii: "U"): digits = 8
            default: continue
            }
            let start = place &+ 2
            guard source.count &- start >= digits else { continue }
            let text = String(decoding: source[start..<start &+ digits], as: UTF8.self)
            if let character = UInt32(text, radix: 16) { characters.insert(character) }
        }
        return characters
    }

    private mutating func replaceMarks() {
        guard let first = Self.first(Self.byteOrderMark, in: source, from: 0) else { return }
        let escaped = escapedCharacters
        let standIn = Self.markStandIns.first {
            !escaped.contains($0.value) && Self.first(Array(String($0).utf8), in: source, from: 0) == nil
        }
        guard let standIn else { return }
        let standInBytes = Array(String(standIn).utf8)
        var bytes = Array(source)
        // The scanner skips one at the very start of what the reader gives it.
        var place: Int? = first == 0 ? Self.first(Self.byteOrderMark, in: source, from: 3) : first
        while let found = place {
            bytes.replaceSubrange(found..<found &+ 3, with: standInBytes)
            place = Self.first(Self.byteOrderMark, in: source, from: found &+ 3)
        }
        mark = standIn
        mended = bytes
    }

    private static func first(_ pattern: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard bytes.count >= pattern.count, start <= bytes.count &- pattern.count else { return nil }
        return (start...bytes.count &- pattern.count).first { bytes[$0...].starts(with: pattern) }
    }

    /// Whether scalars must be turned back.
    var isActive: Bool { colon != nil || backslash != nil || mark != nil }

    /// A scalar as the author wrote it.
    func restored(_ text: String) -> String {
        var restored = ""
        for scalar in text.unicodeScalars {
            if let colon, scalar.value == UInt32(colon) {
                restored.append(":")
            } else if let backslash, scalar.value == UInt32(backslash) {
                continue
            } else if let mark, scalar == mark {
                restored.unicodeScalars.append("\u{FEFF}")
            } else {
                restored.unicodeScalars.append(scalar)
            }
        }
        return restored
    }

    // MARK: What go-yaml refuses

    /// Whether `\/` stands between two characters, of which none stands before those of an earlier call.
    mutating func hasEscapedSlash(from start: Int, to end: Int) -> Bool {
        var place = offset(ofCharacter: start)
        let last = min(offset(ofCharacter: end), source.count)
        while place &+ 1 < last {
            guard source[place] == UInt8(ascii: "\\") else {
                place = place &+ 1
                continue
            }
            if source[place &+ 1] == UInt8(ascii: "/") { return true }
            place = place &+ 2
        }
        return false
    }

    /// Bytes before a character.
    private mutating func offset(ofCharacter index: Int) -> Int {
        if isASCII { return index }
        if index < known.index { known = (0, 0) }
        while known.offset < source.count {
            if source[known.offset] & 0xC0 != 0x80 {
                if known.index == index { return known.offset }
                known.index = known.index &+ 1
            }
            known.offset = known.offset &+ 1
        }
        return known.offset
    }
}
