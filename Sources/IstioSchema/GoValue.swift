import Documents

/// Texts as Go's standard library reads them, where Istio asks it to.
package enum GoValue {
    /// Bytes of `infinity`; a longer text is none of the words, and a huge one takes long to compare with them.
    private static let longestWord = 8

    /// `strconv.ParseBool`; nil where Go refuses the text.
    package static func bool(_ text: String) -> Bool? {
        guard text.utf8.count <= Self.longestWord else { return nil }
        return switch text {
        case "1", "t", "T", "TRUE", "true", "True": true
        case "0", "f", "F", "FALSE", "false", "False": false
        default: nil
        }
    }

    /// `strconv.Atoi`: decimal digits with an optional sign, 64 bits.
    package static func integer(_ text: String) -> Int64? { Int64(text) }

    /// `strconv.ParseFloat`; infinite and not-a-number texts are read, numbers over the largest double are not.
    package static func float(_ text: String) -> Double? {
        let sign = text.utf8.first
        let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
        let digits = isSigned ? text.utf8.dropFirst() : text.utf8[...]
        if digits.count <= Self.longestWord {
            switch Substring(digits).lowercased() {
            case "inf", "infinity": return sign == UInt8(ascii: "-") ? -.infinity : .infinity
            case "nan": return isSigned ? nil : .nan
            default: break
            }
        }
        // Swift takes a hexadecimal number without its exponent.
        let isHexadecimal =
            digits.first == UInt8(ascii: "0") && digits.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "x")
        if isHexadecimal, !digits.contains(where: { $0 | 0x20 == UInt8(ascii: "p") }) { return nil }
        return GoNumber.parseFloat(text)
    }

    /// A JSON integer of a size, as `encoding/json` takes it: without a sign where there are no negative numbers.
    package static func jsonInteger(_ text: String, in range: ClosedRange<Int64>) -> Int64? {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        let isSigned = digits.count < text.utf8.count
        guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1, first != UInt8(ascii: "+"),
            range.lowerBound < 0 || !isSigned, let integer = Int64(text), range.contains(integer)
        else { return nil }
        return integer
    }
}

extension EnvironmentVariable.ValueType {
    /// Whether Istio's reader takes the text.
    package func accepts(_ text: String) -> Bool {
        switch self {
        case .bool, .metadataBool: GoValue.bool(text) != nil
        case .int: GoValue.integer(text) != nil
        case .float: GoValue.float(text) != nil
        case .duration: GoDuration.parse(text) != nil
        case .int64: GoValue.jsonInteger(text, in: Int64.min...Int64.max) != nil
        case .uint16: GoValue.jsonInteger(text, in: 0...Int64(UInt16.max)) != nil
        case .uint32: GoValue.jsonInteger(text, in: 0...Int64(UInt32.max)) != nil
        case .string, .unparsed: true
        }
    }

    /// What the text must be, for a message: `a duration such as 10s`.
    package var requirement: String {
        switch self {
        case .bool, .metadataBool: "true or false"
        case .int, .int64, .uint16, .uint32: "a whole number"
        case .float: "a number"
        case .duration: "a duration such as 10s"
        case .string, .unparsed: "a text"
        }
    }
}
