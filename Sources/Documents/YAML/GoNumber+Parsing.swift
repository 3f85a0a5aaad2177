extension GoNumber {
    /// An integer as `strconv.ParseInt(text, 0, 64)` or `ParseUint` reads it once `_` is taken out: `017`, `0o17`,
    /// `0x3A`, `0b11`, `+5`; nil where it is none or over 64 bits.
    static func parseInteger(_ text: String) -> Node.Value? {
        var digits = Substring(text).utf8
        var isNegative = false
        if let sign = digits.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            isNegative = sign == UInt8(ascii: "-")
            digits = digits.dropFirst()
        }
        let hasSign = digits.count < text.utf8.count
        var radix = 10
        if digits.first == UInt8(ascii: "0"), digits.count > 1 {
            digits = digits.dropFirst()
            switch digits.first.map({ $0 | 0x20 }) {
            case UInt8(ascii: "x"): (radix, digits) = (16, digits.dropFirst())
            case UInt8(ascii: "o"): (radix, digits) = (8, digits.dropFirst())
            case UInt8(ascii: "b"): (radix, digits) = (2, digits.dropFirst())
            default: radix = 8
            }
        }
        guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
            let magnitude = UInt64(Substring(digits), radix: radix)
        else { return nil }
        if isNegative {
            guard magnitude <= UInt64(Int64.max) &+ 1 else { return nil }
            return .integer(Int64(truncatingIfNeeded: 0 &- magnitude))
        }
        if let integer = Int64(exactly: magnitude) { return .integer(integer) }
        // ParseUint takes no sign.
        return hasSign ? nil : .unsigned(magnitude)
    }

    /// What a number of up to 15 digits is, some of which stand behind the point.
    ///
    /// A double holds the digits, and the power of ten, exactly: so their quotient is rounded once, and is the double nearest
    /// to the decimal, as `parseFloat` would find.
    ///
    /// - Parameters:
    ///   - digits: under 10^15, not negative.
    ///   - places: how many stand behind the point, from 0 to 15.
    static func decimal(_ digits: Int64, places: Int) -> Double {
        var power: Int64 = 1
        for _ in 0..<places { power = power &* 10 }
        return Double(digits) / Double(power)
    }

    /// A float as `strconv.ParseFloat` reads it; nil where it is none, or over the largest double.
    package static func parseFloat(_ text: String) -> Double? {
        // Swift reads names of what is no number, too, and nothing behind a zero byte.
        for byte in text.utf8
        where byte == UInt8(ascii: "n") || byte == UInt8(ascii: "N") || byte == UInt8(ascii: "i") || byte == 0 {
            return nil
        }
        guard let number = Double(text), number.isFinite else { return nil }
        return number
    }
}
