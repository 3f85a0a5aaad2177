extension Reference {
    /// Nanoseconds of a duration (Go time/format.go `ParseDuration`).
    static func duration(_ text: String) -> Int64? {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        if rest.elementsEqual("0".utf8) { return 0 }
        guard !rest.isEmpty else { return nil }
        let limit: UInt128 = 1 << 63
        var total: UInt128 = 0
        while !rest.isEmpty {
            let whole = take(&rest, while: isDigit)
            var fraction = ""
            if rest.first == UInt8(ascii: ".") {
                rest = rest.dropFirst()
                fraction = take(&rest, while: isDigit)
                guard !(whole + fraction).isEmpty else { return nil }
            }
            guard !(whole + fraction).isEmpty, let number = integer(whole.isEmpty ? "0" : whole), number <= limit else {
                return nil
            }
            let name = take(&rest) { !isDigit($0) && $0 != UInt8(ascii: ".") }
            guard let unit = units[Array(name.utf8)] else { return nil }
            let (value, scale) = leading(fraction)
            total += number * unit + UInt128(Double(value) * (Double(unit) / scale))
            guard total <= limit else { return nil }
        }
        if isNegative { return Int64(-Int128(total)) }
        return Int64(exactly: total)
    }

    private static let units: [[UInt8]: UInt128] = [
        Array("ns".utf8): 1, Array("us".utf8): 1000, Array("\u{B5}s".utf8): 1000, Array("\u{3BC}s".utf8): 1000,
        Array("ms".utf8): 1_000_000, Array("s".utf8): 1_000_000_000, Array("m".utf8): 60_000_000_000,
        Array("h".utf8): 3_600_000_000_000,
    ]

    /// As many digits of a fraction as Go keeps, and what they are divided by (`leadingFraction`).
    private static func leading(_ digits: String) -> (value: UInt64, scale: Double) {
        var value: UInt64 = 0
        var scale = 1.0
        for digit in digits.utf8 {
            guard value <= UInt64(Int64.max) / 10 else { break }
            let next = value * 10 + UInt64(digit - UInt8(ascii: "0"))
            guard next <= 1 << 63 else { break }
            value = next
            scale *= 10
        }
        return (value, scale)
    }

    /// A number of decimal digits; nil for more than 38 that count.
    private static func integer(_ digits: String) -> UInt128? {
        let counted = digits.drop { $0 == "0" }
        guard counted.count <= 38 else { return nil }
        return counted.reduce(0) { $0 * 10 + UInt128($1.wholeNumberValue ?? 0) }
    }

    /// Whether Go's `strconv.Atoi` takes a text.
    static func isInteger(_ text: String) -> Bool { signed(text[...], signs: "+-", in: Int64.min...Int64.max) }

    /// Whether Go's `encoding/json` takes a text for an integer of a size, without blanks and null.
    static func isJSONInteger(_ text: String, in range: ClosedRange<Int64>) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        if digits.utf8.first == UInt8(ascii: "0"), digits.utf8.count > 1 { return false }
        return signed(text[...], signs: range.lowerBound < 0 ? "-" : "", in: range)
    }

    private static func signed(_ text: Substring, signs: String, in range: ClosedRange<Int64>) -> Bool {
        var digits = Array(text.utf8)[...]
        var isNegative = false
        if let first = digits.first, signs.utf8.contains(first) {
            isNegative = first == UInt8(ascii: "-")
            digits = digits.dropFirst()
        }
        guard !digits.isEmpty, digits.allSatisfy(isDigit),
            let magnitude = integer(String(decoding: digits, as: UTF8.self))
        else { return false }
        let number = isNegative ? -Int128(magnitude) : Int128(magnitude)
        return number >= Int128(range.lowerBound) && number <= Int128(range.upperBound)
    }

    /// Whether Go's `strconv.ParseFloat` takes a text by its form; it refuses numbers over the largest double, too.
    ///
    /// Underscores in hexadecimal numbers, which it takes, are left out.
    static func isFloat(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
            rest = rest.dropFirst()
        } else if rest.count == 3, rest.map({ $0 | 0x20 }).elementsEqual("nan".utf8) {
            return true
        }
        let word = String(decoding: rest.map { $0 | 0x20 }, as: UTF8.self)
        if word == "inf" || word == "infinity" { return rest.allSatisfy { $0 >= UInt8(ascii: "A") } }
        let isHexadecimal = rest.count > 2 && rest.first == UInt8(ascii: "0") && word.utf8.dropFirst().first == 0x78
        if isHexadecimal { rest = rest.dropFirst(2) }
        let isFigure = isHexadecimal ? { isDigit($0) || (0x61...0x66).contains($0 | 0x20) } : isDigit
        var figures = take(&rest, while: isFigure)
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            figures += take(&rest, while: isFigure)
        }
        guard !figures.isEmpty else { return false }
        guard rest.first.map({ $0 | 0x20 }) == (isHexadecimal ? 0x70 : 0x65) else {
            return rest.isEmpty && !isHexadecimal
        }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !take(&rest, while: isDigit).isEmpty && rest.isEmpty
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func take(_ rest: inout ArraySlice<UInt8>, while isWanted: (UInt8) -> Bool) -> String {
        let taken = rest.prefix(while: isWanted)
        rest = rest.dropFirst(taken.count)
        // Bytes that are no character are no unit, and no other name becomes one by being mended.
        return String(decoding: taken, as: UTF8.self)
    }
}
