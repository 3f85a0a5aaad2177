/// Plain scalars as go-yaml v2 resolves them (YAML 1.1 with Go's numbers).
///
/// Source: go-yaml v2.4 resolve.go, `resolve`; Go `strconv.ParseInt` with base 0.
package enum YAMLScalars {
    /// What a plain scalar is: null, a boolean, a number, or the text itself.
    package static func resolve(_ text: String, triesTimestamp: Bool = true) -> Node.Value {
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
            UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"),
            UInt8(ascii: "~"):
            return text.utf8.count <= 5 ? words[text] ?? .string(text) : .string(text)
        case UInt8(ascii: "."):
            if let word = words[text] { return word }
            return GoNumber.parseFloat(text).map(Node.Value.number) ?? .string(text)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return number(text, triesTimestamp: triesTimestamp) ?? .string(text)
        default:
            return .string(text)
        }
    }

    /// Whether an author who wrote this word, unquoted, wrote a boolean that does not look like one: `on`, `NO`, `y`.
    package static func isBooleanTrap(_ text: String) -> Bool {
        guard case .bool = words[text] else { return false }
        return !["true", "True", "TRUE", "false", "False", "FALSE"].contains(text)
    }

    private static let words: [String: Node.Value] = {
        var words: [String: Node.Value] = [:]
        for word in ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"] { words[word] = .bool(true) }
        for word in ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"] {
            words[word] = .bool(false)
        }
        for word in ["~", "null", "Null", "NULL"] { words[word] = .null }
        for word in [".nan", ".NaN", ".NAN"] { words[word] = .number(.nan) }
        for word in [".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"] { words[word] = .number(.infinity) }
        for word in ["-.inf", "-.Inf", "-.INF"] { words[word] = .number(-.infinity) }
        return words
    }()

    private static func number(_ text: String, triesTimestamp: Bool) -> Node.Value? {
        if let word = words[text] { return word }
        if triesTimestamp, isTimestamp(text) { return .string(text) }
        let plain = text.utf8.contains(UInt8(ascii: "_")) ? text.filter { $0 != "_" } : text
        if let integer = GoNumber.parseInteger(plain) { return integer }
        if isFloat(plain), let number = GoNumber.parseFloat(plain) { return .number(number) }
        return nil
    }

    /// `^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`
    private static func isFloat(_ text: String) -> Bool {
        var rest = Substring(text).utf8
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = rest.prefix(while: isDigit).count
            rest = rest.dropFirst(fraction)
        }
        guard !whole.isEmpty || fraction > 0 else { return false }
        guard let exponent = rest.first else { return true }
        guard exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") else { return false }
        rest = rest.dropFirst()
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// Whether go-yaml takes the text for a timestamp, which it then hands on as text.
    ///
    /// A digit, three more, and `-`: the only texts that could otherwise be numbers are none, so the shape is enough.
    static func isTimestamp(_ text: String) -> Bool {
        let head = text.utf8.prefix(5)
        return head.count == 5 && head.prefix(4).allSatisfy(isDigit) && head.last == UInt8(ascii: "-")
    }
}
