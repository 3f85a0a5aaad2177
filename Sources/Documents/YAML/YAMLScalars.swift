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
            if let word = word(bytes) { return word }
            return GoNumber.parseFloat(String(decoding: bytes, as: UTF8.self)).map(Node.Value.number)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return number(bytes)
        default:
            return nil
        }
    }

    /// Whether an author who wrote this word, unquoted, wrote a boolean that does not look like one: `on`, `NO`, `y`.
    package static func isBooleanTrap(_ text: String) -> Bool {
        guard case .bool = resolve(text) else { return false }
        return !["true", "True", "TRUE", "false", "False", "FALSE"].contains(text)
    }

    // MARK: Words

    private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Node.Value? {
        bytes.count <= 5 ? words[packed(bytes)] : nil
    }

    /// Up to eight bytes in one number.
    private static func packed(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static let words: [UInt64: Node.Value] = {
        var words: [UInt64: Node.Value] = [:]
        for word in ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"] {
            words[packed(word.utf8)] = .bool(true)
        }
        for word in ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"] {
            words[packed(word.utf8)] = .bool(false)
        }
        for word in ["~", "null", "Null", "NULL"] { words[packed(word.utf8)] = .null }
        for word in [".nan", ".NaN", ".NAN"] { words[packed(word.utf8)] = .number(.nan) }
        for word in [".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"] {
            words[packed(word.utf8)] = .number(.infinity)
        }
        for word in ["-.inf", "-.Inf", "-.INF"] { words[packed(word.utf8)] = .number(-.infinity) }
        return words
    }()

    // MARK: Numbers

    /// A number that begins with a sign or a digit; nil for all else, timestamps too, which go-yaml hands on as text.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Node.Value? {
        if bytes.count <= 18, bytes.first != UInt8(ascii: "0"), bytes.allSatisfy(\.isDigit) {
            return .integer(bytes.reduce(0) { $0 &* 10 &+ Int64($1 &- UInt8(ascii: "0")) })
        }
        guard bytes.allSatisfy(mayStandInNumber) else { return word(bytes) }
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
