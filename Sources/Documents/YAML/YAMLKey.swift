/// How the key of a mapping becomes a JSON name.
enum YAMLKey {
    /// Source: sigs.k8s.io/yaml `convertToJSONableObject`.
    ///
    /// - Throws: ``YAMLError`` for a key that JSON cannot hold: null, a list, a mapping, an integer over `Int64.max`.
    static func jsonName(of key: Node) throws(YAMLError) -> String {
        switch key.value {
        case .string(let string): return string
        case .bool(let bool): return bool ? "true" : "false"
        case .integer(let integer): return String(integer)
        case .number(let number): return GoNumber.shortestFloat32(number)
        case .null: throw YAMLError("a key must be a string, not null", at: key.mark)
        case .unsigned: throw YAMLError("a key must be a string, not a number over 64 bits", at: key.mark)
        case .sequence: throw YAMLError("a key must be a string, not a list", at: key.mark)
        case .mapping: throw YAMLError("a key must be a string, not a mapping", at: key.mark)
        }
    }
}

/// Numbers as Go writes them.
package enum GoNumber {
    /// `strconv.FormatFloat(number, 'g', -1, 32)`, with YAML's names of what is not finite.
    static func shortestFloat32(_ number: Double) -> String {
        if number.isNaN { return ".nan" }
        if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
        let float = Float(number)
        if float.isInfinite { return float < 0 ? "-Inf" : "+Inf" }
        return format(digitsOf: "\(float.magnitude)", isNegative: float.sign == .minus, exponentFrom: 21, below: -4)
    }

    /// A finite number as `encoding/json` writes it: plain digits from 1e-6 up to 1e21, else with an exponent.
    package static func json(_ number: Double) -> String {
        format(digitsOf: "\(number.magnitude)", isNegative: number.sign == .minus, exponentFrom: 21, below: -6)
    }

    /// - Parameter text: Swift's shortest text of a number that is not negative: `15001.0`, `1e+30`, `1.5e-07`.
    private static func format(digitsOf text: String, isNegative: Bool, exponentFrom: Int, below: Int) -> String {
        var mantissa = text[...]
        var exponent = 0
        if let e = text.firstIndex(where: { $0 == "e" }) {
            mantissa = text[..<e]
            exponent = Int(text[text.index(after: e)...]) ?? 0
        }
        let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        let whole = parts.first.map(String.init) ?? ""
        var digits = whole + (parts.dropFirst().first.map(String.init) ?? "")
        // The number is 0.DIGITS × 10^point.
        var point = whole.utf8.count &+ exponent
        let leading = digits.prefix { $0 == "0" }.count
        digits.removeFirst(leading)
        point = point &- leading
        while digits.last == "0" { digits.removeLast() }
        let sign = isNegative ? "-" : ""
        guard !digits.isEmpty else { return sign + "0" }
        let count = digits.utf8.count
        let scientific = point &- 1
        if scientific >= exponentFrom || scientific < below {
            let fraction = digits.dropFirst()
            let tail = fraction.isEmpty ? "" : "." + fraction
            let exponentSign = scientific < 0 ? "-" : "+"
            let magnitude = String(scientific.magnitude)
            let padded = magnitude.utf8.count < 2 && scientific >= 0 ? "0" + magnitude : magnitude
            return "\(sign)\(digits.prefix(1))\(tail)e\(exponentSign)\(padded)"
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: 0 &- point) + digits }
        if point >= count { return sign + digits + String(repeating: "0", count: point &- count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
