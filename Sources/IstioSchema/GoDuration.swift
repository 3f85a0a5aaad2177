/// Durations as Go's `time.ParseDuration` reads them and as people write them: `1h30m`, `.5s`, `100ms`.
///
/// Source: Go time/format.go.
package enum GoDuration {
    /// The duration of a text, or nil where Go refuses it: no unit, an unknown unit, over 292 years.
    package static func parse(_ text: String) -> Duration? { simple(text) ?? general(text) }

    /// A duration as nearly everybody writes it: up to nine digits and a unit, such as `30s`; nil for any other.
    private static func simple(_ text: String) -> Duration? {
        var number: Int64 = 0
        var digits = 0
        var unit: UInt32 = 0
        for byte in text.utf8 {
            if isDigit(byte), unit == 0, digits < 9 {
                number = number &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
                digits = digits &+ 1
            } else if !isDigit(byte), byte != 0, unit < 1 << 16 {
                unit = unit << 8 | UInt32(byte)
            } else {
                return nil
            }
        }
        // Up to 1,000,000 hours, far below the 292 years that Go ends at.
        guard digits > 0, unit == 0x73 || unit == 0x6D73 || number <= 1_000_000 else { return nil }
        switch unit {
        case 0x73: return .seconds(number)
        case 0x6D73: return .milliseconds(number)
        case 0x6D: return .seconds(number &* 60)
        case 0x68: return .seconds(number &* 3600)
        default: return nil
        }
    }

    private static func general(_ text: String) -> Duration? {
        let bytes = text.utf8.span
        var index = 0
        let isNegative = bytes.byte(at: 0) == UInt8(ascii: "-")
        if isNegative || bytes.byte(at: 0) == UInt8(ascii: "+") { index = 1 }
        if bytes.count == index &+ 1, bytes.byte(at: index) == UInt8(ascii: "0") { return .zero }
        guard index < bytes.count else { return nil }
        var total: UInt64 = 0
        while index < bytes.count {
            guard let part = part(of: bytes, from: &index) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow, sum <= limit else { return nil }
            total = sum
        }
        if isNegative { return .nanoseconds(Int64(truncatingIfNeeded: 0 &- total)) }
        guard let nanoseconds = Int64(exactly: total) else { return nil }
        return .nanoseconds(nanoseconds)
    }

    /// Go counts nanoseconds in 64 bits with a sign.
    private static let limit = UInt64(Int64.max) &+ 1

    /// A number and its unit, in nanoseconds; the index goes behind them.
    private static func part(of bytes: Span<UInt8>, from index: inout Int) -> UInt64? {
        let start = index
        var value: UInt64 = 0
        while let byte = bytes.byte(at: index), isDigit(byte) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(byte &- UInt8(ascii: "0")))
            guard !overflow, !carry, sum <= limit else { return nil }
            value = sum
            index = index &+ 1
        }
        let whole = index &- start
        var fraction = Fraction()
        if bytes.byte(at: index) == UInt8(ascii: ".") {
            index = index &+ 1
            while let byte = bytes.byte(at: index), isDigit(byte) {
                fraction.append(byte)
                index = index &+ 1
            }
        }
        guard whole > 0 || fraction.digits > 0 else { return nil }
        var name: UInt64 = 0
        var letters = 0
        while let byte = bytes.byte(at: index), byte != UInt8(ascii: "."), !isDigit(byte) {
            // A zero byte would be none of the name's.
            guard letters < 4, byte != 0 else { return nil }
            name = name << 8 | UInt64(byte)
            letters = letters &+ 1
            index = index &+ 1
        }
        guard let unit = unit(name), let tail = fraction.nanoseconds(of: unit) else { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: unit)
        let (sum, carry) = product.addingReportingOverflow(tail)
        return overflow || carry || sum > limit ? nil : sum
    }

    /// Go keeps as many digits of a fraction as 63 bits hold, and drops the rest.
    private struct Fraction {
        private var value: UInt64 = 0
        private var scale = 1.0
        private var isFull = false
        private(set) var digits = 0

        mutating func append(_ digit: UInt8) {
            digits = digits &+ 1
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            isFull = isFull || overflow || shifted >= UInt64(Int64.max)
            guard !isFull else { return }
            value = shifted &+ UInt64(digit &- UInt8(ascii: "0"))
            scale *= 10
        }

        func nanoseconds(of unit: UInt64) -> UInt64? {
            UInt64(exactly: (Double(value) * (Double(unit) / scale)).rounded(.towardZero))
        }
    }

    /// Nanoseconds of a unit, by the bytes of its name; `µ` is U+00B5 or U+03BC.
    private static func unit(_ name: UInt64) -> UInt64? {
        switch name {
        case 0x6E73: 1
        case 0x7573, 0xC2_B573, 0xCE_BC73: 1000
        case 0x6D73: 1_000_000
        case 0x73: 1_000_000_000
        case 0x6D: 60_000_000_000
        case 0x68: 3_600_000_000_000
        default: nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// A duration as a person writes it, in the largest unit that leaves no fraction: `90s`, `1h`, `1500ms`.
    package static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        if attoseconds == 0 {
            if seconds != 0, seconds % 3600 == 0 { return "\(seconds / 3600)h" }
            if seconds != 0, seconds % 60 == 0 { return "\(seconds / 60)m" }
            return "\(seconds)s"
        }
        let nanoseconds = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let total = nanoseconds.partialValue.addingReportingOverflow(attoseconds / 1_000_000_000)
        if nanoseconds.overflow || total.overflow { return "\(seconds)s" }
        if total.partialValue % 1_000_000 == 0 { return "\(total.partialValue / 1_000_000)ms" }
        if total.partialValue % 1000 == 0 { return "\(total.partialValue / 1000)us" }
        return "\(total.partialValue)ns"
    }
}

extension Span<UInt8> {
    /// The byte at an index; nil where there is none.
    fileprivate func byte(at index: Int) -> UInt8? { index >= 0 && index < count ? self[index] : nil }
}
