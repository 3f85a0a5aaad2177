/// Plain scalars as go-yaml v2 resolves them (YAML 1.1 with Go's numbers).
///
/// Source: go-yaml v2.4 resolve.go, `resolve`; Go `strconv.ParseInt` with base 0.
package enum YAMLScalars {
    /// What a plain scalar is: null, a boolean, a number, or the text itself.
    package static func resolve(_ text: String) -> Node.Value {
        var copy = text
        return copy.withUTF8 { resolve($0) } ?? .string(text)
    }

    /// What a plain scalar is; nil for a string.
    static func resolve(_ bytes: UnsafeBufferPointer<UInt8>) -> Node.Value? {
        guard let first = bytes.first else { return .null }
        switch first {
        case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
            UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"),
            UInt8(ascii: "~"):
            return word(bytes)
        case UInt8(ascii: "."):
            if let word = namedNumber(bytes) { return word }
            return GoNumber.parseFloat(String(decoding: bytes, as: UTF8.self)).map(Node.Value.number)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return number(bytes)
        default:
            return nil
        }
    }

    /// The value of a plain scalar, with the author's text where that is not the usual one.
    ///
    /// - Parameter style: another than plain where a tag `!` made a quoted scalar plain.
    static func node(
        ofPlain bytes: UnsafeBufferPointer<UInt8>, mark: SourceMark, end: SourceMark, style: Node.Style = .plain
    ) -> Node {
        guard let value = resolve(bytes) else {
            return Node(.string(String(decoding: bytes, as: UTF8.self)), mark: mark, end: end, style: style)
        }
        return node(of: value, writtenAs: bytes, mark: mark, end: end, style: style)
    }

    /// A value that is no string, with the author's text where that is not the usual one.
    static func node(
        of value: Node.Value, writtenAs bytes: UnsafeBufferPointer<UInt8>, mark: SourceMark, end: SourceMark,
        style: Node.Style
    ) -> Node {
        switch value {
        case .integer where bytes.first != UInt8(ascii: "0") && bytes.allSatisfy(\.isDigit):
            return Node(value, mark: mark, end: end, style: style)
        case .bool(let bool) where isUsual(bytes):
            return Node(value, mark: mark, end: end, style: style, text: bool ? "true" : "false")
        default:
            return Node(value, mark: mark, end: end, style: style, text: String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Whether the word of a boolean is JSON's: all others are shorter, or begin with a capital.
    private static func isUsual(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.count >= 4 && word.first.map { $0 & 0x20 != 0 } == true
    }

    /// Whether an author who wrote this word, unquoted, wrote a boolean that does not look like one: `on`, `NO`, `y`.
    package static func isBooleanTrap(_ text: String) -> Bool {
        guard case .bool = resolve(text) else { return false }
        return !["true", "True", "TRUE", "false", "False", "FALSE"].contains(text)
    }

    // MARK: Words

    /// Null or a boolean: `~`, or a word in small letters, in capitals, or with a capital first.
    private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Node.Value? {
        guard bytes.count <= 5 else { return nil }
        var small: UInt64 = 0
        var capitals = 0
        for byte in bytes {
            small = small << 8 | UInt64(byte | 0x20)
            if byte & 0x20 == 0 { capitals = capitals &+ 1 }
        }
        guard capitals == 0 || capitals == bytes.count || capitals == 1 && bytes.first.map({ $0 & 0x20 }) == 0 else {
            return nil
        }
        switch small {
        case Words.y, Words.yes, Words.on, Words.true: return .bool(true)
        case Words.n, Words.no, Words.off, Words.false: return .bool(false)
        case Words.null: return .null
        case Words.tilde: return bytes.first == UInt8(ascii: "~") ? .null : nil
        default: return nil
        }
    }

    /// Words in small letters, a byte a letter.
    private enum Words {
        static let y: UInt64 = 0x79
        static let yes: UInt64 = 0x79_65_73
        static let on: UInt64 = 0x6F_6E
        static let `true`: UInt64 = 0x74_72_75_65
        static let n: UInt64 = 0x6E
        static let no: UInt64 = 0x6E_6F
        static let off: UInt64 = 0x6F_66_66
        static let `false`: UInt64 = 0x66_61_6C_73_65
        static let null: UInt64 = 0x6E_75_6C_6C
        static let tilde: UInt64 = 0x7E
    }

    /// Infinity or what is no number, which begin with a dot or a sign.
    private static func namedNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Node.Value? {
        guard bytes.count == 4 || bytes.count == 5 else { return nil }
        switch String(decoding: bytes, as: UTF8.self) {
        case ".nan", ".NaN", ".NAN": return .number(.nan)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
        default: return nil
        }
    }

    // MARK: Numbers

    /// A number that begins with a sign or a digit; nil for all else, timestamps too, which go-yaml hands on as text.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Node.Value? {
        guard bytes.count <= 18 else { return otherNumber(bytes) }
        var whole: Int64 = 0
        let digits = readDigits(bytes, from: 0, into: &whole)
        if digits == bytes.count, bytes.first != UInt8(ascii: "0") || digits == 1 { return .integer(whole) }
        guard digits > 0, digits < bytes.count else { return otherNumber(bytes) }
        // `5s`, for one.
        guard mayStandInNumber(bytes[digits]) else { return nil }
        if bytes[digits] == UInt8(ascii: "."), bytes.count <= 16,
            readDigits(bytes, from: digits &+ 1, into: &whole) == bytes.count
        {
            return .number(GoNumber.decimal(whole, places: bytes.count &- digits &- 1))
        }
        return otherNumber(bytes)
    }

    /// Goes over digits, and puts them behind those of a number.
    ///
    /// - Returns: the place behind the last.
    @inline(__always)
    private static func readDigits(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into number: inout Int64
    ) -> Int {
        var place = start
        while place < bytes.count, bytes[place].isDigit {
            number = number &* 10 &+ Int64(bytes[place] &- UInt8(ascii: "0"))
            place = place &+ 1
        }
        return place
    }

    /// As ``number(_:)``, for all ways of writing.
    private static func otherNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Node.Value? {
        var dots = 0
        for byte in bytes {
            guard mayStandInNumber(byte) else { return bytes.first?.isDigit == true ? nil : namedNumber(bytes) }
            if byte == UInt8(ascii: ".") { dots = dots &+ 1 }
        }
        // An address, for one; no number has two.
        if dots > 1 { return nil }
        let plain = String(decoding: bytes.lazy.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        if let integer = GoNumber.parseInteger(plain) { return integer }
        if isFloat(plain), let number = GoNumber.parseFloat(plain) { return .number(number) }
        return signedBinary(plain)
    }

    private static func mayStandInNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"),
            UInt8(ascii: "O"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
        default:
            false
        }
    }

    /// go-yaml looks for `0b` once more by itself, so that a sign may stand behind it.
    private static func signedBinary(_ text: String) -> Node.Value? {
        if text.hasPrefix("0b") { return Int64(text.dropFirst(2), radix: 2).map(Node.Value.integer) }
        if text.hasPrefix("-0b") { return Int64("-" + text.dropFirst(3), radix: 2).map(Node.Value.integer) }
        return nil
    }

    /// Whether go-yaml's pattern of floats fits.
    ///
    /// `^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`
    private static func isFloat(_ text: String) -> Bool {
        var rest = Substring(text).utf8
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: \.isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = rest.prefix(while: \.isDigit).count
            rest = rest.dropFirst(fraction)
        }
        guard !whole.isEmpty || fraction > 0 else { return false }
        guard let exponent = rest.first else { return true }
        guard exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") else { return false }
        rest = rest.dropFirst()
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(\.isDigit)
    }
}
