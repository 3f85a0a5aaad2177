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
            } else if !isDigit(byte), unit < 1 << 16 {
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
        var rest = text.utf8[...]
        var isNegative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest = rest.dropFirst()
        }
        if rest.count == 1, rest.first == UInt8(ascii: "0") { return .zero }
        guard !rest.isEmpty else { return nil }
        var total: UInt64 = 0
        while !rest.isEmpty {
            guard let part = nextPart(&rest) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow, sum <= UInt64(Int64.max) &+ 1 else { return nil }
            total = sum
        }
        if isNegative { return .nanoseconds(Int64(truncatingIfNeeded: 0 &- total)) }
        guard let nanoseconds = Int64(exactly: total) else { return nil }
        return .nanoseconds(nanoseconds)
    }

    /// A number and its unit, in nanoseconds.
    private static func nextPart(_ rest: inout Substring.UTF8View) -> UInt64? {
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction: Substring.UTF8View = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = rest.prefix(while: isDigit)
            rest = rest.dropFirst(fraction.count)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        let name = rest.prefix { $0 != UInt8(ascii: ".") && !isDigit($0) }
        rest = rest.dropFirst(name.count)
        guard let unit = units[String(Substring(name))] else { return nil }
        var value: UInt64 = 0
        if !whole.isEmpty {
            guard let number = UInt64(Substring(whole)) else { return nil }
            let (product, overflow) = number.multipliedReportingOverflow(by: unit)
            guard number <= UInt64(Int64.max) &+ 1, !overflow else { return nil }
            value = product
        }
        guard let tail = nanoseconds(ofFraction: fraction, unit: unit) else { return nil }
        let (sum, overflow) = value.addingReportingOverflow(tail)
        return overflow || sum > UInt64(Int64.max) &+ 1 ? nil : sum
    }

    /// Go keeps as many digits of a fraction as 63 bits hold, and drops the rest.
    private static func nanoseconds(ofFraction digits: Substring.UTF8View, unit: UInt64) -> UInt64? {
        var value: UInt64 = 0
        var scale = 1.0
        for digit in digits {
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow, shifted < UInt64(Int64.max) else { break }
            value = shifted &+ UInt64(digit &- UInt8(ascii: "0"))
            scale *= 10
        }
        return UInt64(exactly: (Double(value) * (Double(unit) / scale)).rounded(.towardZero))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static let units: [String: UInt64] = [
        "ns": 1, "us": 1000, "µs": 1000, "μs": 1000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000,
        "h": 3_600_000_000_000,
    ]

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
