/// The literals of Go's text/template: which strings, characters and numbers its parser takes.
///
/// Source: Go strconv, `Unquote`, `UnquoteChar`, `ParseInt`, `ParseUint` and `ParseFloat`; text/template/parse, `newNumber`.
enum GoTemplateLiteral {
    /// What a literal in quotation marks stands for; nil where an escape is none.
    static func unquoted(_ literal: ArraySlice<UInt8>) -> [UInt8]? {
        guard let quote = literal.first else { return nil }
        var rest = literal.dropFirst().dropLast()
        var text: [UInt8] = []
        if quote == UInt8(ascii: "`") { return rest.filter { $0 != UInt8(ascii: "\r") } }
        while !rest.isEmpty {
            guard readCharacter(from: &rest, quote: quote, into: &text) else { return nil }
        }
        return text
    }

    static func isCharacter(_ literal: ArraySlice<UInt8>) -> Bool {
        guard let quote = literal.first else { return false }
        var rest = literal.dropFirst()
        var text: [UInt8] = []
        return readCharacter(from: &rest, quote: quote, into: &text) && rest.elementsEqual([quote])
    }

    private static func readCharacter(
        from rest: inout ArraySlice<UInt8>, quote: UInt8, into text: inout [UInt8]
    ) -> Bool {
        guard let first = rest.popFirst(), first != quote else { return false }
        guard first == UInt8(ascii: "\\") else {
            text.append(first)
            guard first >= 0x80 else { return true }
            while let next = rest.first, (0x80..<0xC0).contains(next) {
                text.append(next)
                rest = rest.dropFirst()
            }
            return true
        }
        guard let escape = rest.popFirst() else { return false }
        if let plain = plainEscapes[escape] {
            text.append(plain)
            return true
        }
        switch escape {
        case UInt8(ascii: "\\"): text.append(escape)
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            guard escape == quote else { return false }
            text.append(escape)
        case UInt8(ascii: "x"):
            guard let value = readDigits(2, base: 16, from: &rest) else { return false }
            text.append(UInt8(truncatingIfNeeded: value))
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let count = escape == UInt8(ascii: "u") ? 4 : 8
            guard let value = readDigits(count, base: 16, from: &rest), let scalar = Unicode.Scalar(value) else {
                return false
            }
            text.append(contentsOf: String(Character(scalar)).utf8)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            guard let low = readDigits(2, base: 8, from: &rest) else { return false }
            guard let byte = UInt8(exactly: UInt32(escape & 7) &* 64 &+ low) else { return false }
            text.append(byte)
        default: return false
        }
        return true
    }

    private static let plainEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
        UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
    ]

    /// The value of as many digits, at most eight; nil where there are fewer.
    private static func readDigits(_ count: Int, base: UInt32, from rest: inout ArraySlice<UInt8>) -> UInt32? {
        var total: UInt32 = 0
        for _ in 0..<count {
            guard let next = rest.popFirst(), let digit = value(of: next), digit < base else { return nil }
            total = total &* base &+ digit
        }
        return total
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte &- UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte &- UInt8(ascii: "a") &+ 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte &- UInt8(ascii: "A") &+ 10)
        default: nil
        }
    }

    // MARK: Numbers

    static func isNumber(_ literal: ArraySlice<UInt8>) -> Bool {
        if literal.last == UInt8(ascii: "i") { return isFloat(literal.dropLast()) }
        if isInteger(literal) { return true }
        // A whole number that is a float alone is too large.
        return literal.contains { ".eEpP".utf8.contains($0) } && isFloat(literal)
    }

    /// The base that a number's beginning names, and what follows.
    private static func split(_ number: ArraySlice<UInt8>) -> (base: UInt32, digits: ArraySlice<UInt8>) {
        guard number.first == UInt8(ascii: "0"), number.count > 2, let letter = number.dropFirst().first else {
            return (number.first == UInt8(ascii: "0") ? 8 : 10, number)
        }
        return switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "X"): (16, number.dropFirst(2))
        case UInt8(ascii: "o"), UInt8(ascii: "O"): (8, number.dropFirst(2))
        case UInt8(ascii: "b"), UInt8(ascii: "B"): (2, number.dropFirst(2))
        default: (8, number)
        }
    }

    private static func withoutSign(_ literal: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        literal.first == UInt8(ascii: "+") || literal.first == UInt8(ascii: "-") ? literal.dropFirst() : literal
    }

    private static func isInteger(_ literal: ArraySlice<UInt8>) -> Bool {
        let number = withoutSign(literal)
        let (base, digits) = split(number)
        guard !digits.isEmpty, hasUnderscoresBetweenDigits(number, afterPrefix: digits.startIndex > number.startIndex)
        else { return false }
        var total: UInt64 = 0
        for byte in digits where byte != UInt8(ascii: "_") {
            guard let digit = value(of: byte), digit < base else { return false }
            let (product, overflows) = total.multipliedReportingOverflow(by: UInt64(base))
            let (sum, overflowsToo) = product.addingReportingOverflow(UInt64(digit))
            guard !overflows, !overflowsToo else { return false }
            total = sum
        }
        switch literal.first {
        case UInt8(ascii: "+"): return total <= UInt64(Int64.max)
        case UInt8(ascii: "-"): return total <= UInt64(Int64.max) &+ 1
        default: return true
        }
    }

    /// Whether every underscore stands between two digits, or after the prefix of a base.
    private static func hasUnderscoresBetweenDigits(_ number: ArraySlice<UInt8>, afterPrefix: Bool) -> Bool {
        var wasDigit = afterPrefix
        var wasUnderscore = false
        for byte in afterPrefix ? number.dropFirst(2) : number {
            if byte == UInt8(ascii: "_") {
                guard wasDigit else { return false }
                (wasDigit, wasUnderscore) = (false, true)
                continue
            }
            wasDigit = value(of: byte).map { $0 < 10 || afterPrefix } ?? false
            guard wasDigit || !wasUnderscore else { return false }
            wasUnderscore = false
        }
        return !wasUnderscore
    }

    /// Only the range of short decimal numbers is looked at.
    private static func isFloat(_ literal: ArraySlice<UInt8>) -> Bool {
        let number = withoutSign(literal)
        let prefix = number.prefix(2).map { $0 | 0x20 }
        let isHexadecimal = number.count > 2 && prefix.elementsEqual("0x".utf8)
        let base: UInt32 = isHexadecimal ? 16 : 10
        var rest = isHexadecimal ? number.dropFirst(2) : number
        var hasDigits = false
        var hasPoint = false
        while let next = rest.first {
            if next == UInt8(ascii: ".") {
                guard !hasPoint else { return false }
                hasPoint = true
            } else if next != UInt8(ascii: "_") {
                guard let digit = value(of: next), digit < base else { break }
                hasDigits = true
            }
            rest = rest.dropFirst()
        }
        guard hasDigits, hasUnderscoresBetweenDigits(number, afterPrefix: isHexadecimal) else { return false }
        guard let mark = rest.popFirst() else { return !isHexadecimal && isInRange(number) }
        guard mark | 0x20 == UInt8(ascii: isHexadecimal ? "p" : "e") else { return false }
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        guard let first = rest.first, first != UInt8(ascii: "_") else { return false }
        let isExponent = rest.allSatisfy { "0123456789_".utf8.contains($0) }
        return isExponent && (isHexadecimal || isInRange(number))
    }

    private static func isInRange(_ number: ArraySlice<UInt8>) -> Bool {
        guard number.count <= 64 else { return true }
        let digits = number.filter { $0 != UInt8(ascii: "_") }
        return Double(String(decoding: digits, as: UTF8.self)).map(\.isFinite) ?? true
    }
}
