/// Numbers as Go writes them.
package enum GoNumber {
    /// `strconv.FormatFloat(number, 'g', -1, 32)`, with YAML's names of what is not finite.
    static func shortestFloat32(_ number: Double) -> String {
        if number.isNaN { return ".nan" }
        let float = Float(number)
        if float.isInfinite { return float < 0 ? "-.inf" : ".inf" }
        return format(
            digitsOf: "\(float.magnitude)", isNegative: float.sign == .minus, exponentFrom: 6, below: -4,
            exponentDigits: 2)
    }

    /// A finite number as `encoding/json` writes it: plain digits from 1e-6 up to 1e21, else with an exponent.
    package static func json(_ number: Double) -> String {
        format(
            digitsOf: "\(number.magnitude)", isNegative: number.sign == .minus, exponentFrom: 21, below: -6,
            exponentDigits: 1)
    }

    /// A number in digits, or with an exponent where it is large or small.
    ///
    /// - Parameters:
    ///   - text: Swift's shortest text of a number that is not negative: `15001.0`, `1e+30`, `1.5e-07`.
    ///   - isNegative: whether a minus sign comes first.
    ///   - exponentFrom: the least power of ten that is written as an exponent.
    ///   - below: the least power of ten that is written in digits.
    ///   - exponentDigits: how many digits an exponent has at least.
    /// - Returns: the text.
    private static func format(
        digitsOf text: String, isNegative: Bool, exponentFrom: Int, below: Int, exponentDigits: Int
    ) -> String {
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
            let magnitude = String(scientific.magnitude)
            let padding = String(repeating: "0", count: max(0, exponentDigits &- magnitude.utf8.count))
            return "\(sign)\(digits.prefix(1))\(tail)e\(scientific < 0 ? "-" : "+")\(padding)\(magnitude)"
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: 0 &- point) + digits }
        if point >= count { return sign + digits + String(repeating: "0", count: point &- count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
