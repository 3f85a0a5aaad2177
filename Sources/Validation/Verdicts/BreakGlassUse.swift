/// A break-glass annotation that holds: `sekisho.dev/break-glass: 2026-11-23T04:00:00Z REASON`, set by somebody whom the
/// policy names, for at most a day.
package struct BreakGlassUse: Hashable, Sendable {
    /// Seconds since 1970.
    package let until: Int64
    package let reason: String

    package static let annotation = "sekisho.dev/break-glass"

    /// However far ahead an author writes, a pane stays broken for a day at most.
    private static let maximumSeconds: Int64 = 24 * 3600

    /// Nil where the policy has no break-glass, the user is in none of its groups, or the annotation is absent, past,
    /// too far ahead, without a reason, or no time.
    init?(_ change: Change, _ policy: Policy.BreakGlass?) {
        guard let policy, change.groups.contains(where: { policy.groups.matches($0) }),
            let text = change.object.annotations[Self.annotation]
        else { return nil }
        let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard words.count == 2, let until = RFC3339.seconds(of: String(words[0])) else { return nil }
        let ahead = until.subtractingReportingOverflow(change.now)
        guard !ahead.overflow, ahead.partialValue > 0, ahead.partialValue <= Self.maximumSeconds else { return nil }
        // Blanks and marks tell nobody why.
        guard words[1].contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        self.until = until
        reason = String(words[1])
    }
}

/// Times as RFC 3339 §5.6 writes them.
package enum RFC3339 {
    /// Seconds since 1970, without the fraction; nil where the text is no such time.
    package static func seconds(of text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40 else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            guard range.upperBound <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[range] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value &* 10 &+ Int64(byte &- 0x30)
            }
            return value
        }
        let separators: [(Int, String)] = [(4, "-"), (7, "-"), (10, "Tt "), (13, ":"), (16, ":")]
        guard separators.allSatisfy({ $0.1.utf8.contains(bytes[$0.0]) }),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), day >= 1, day <= daysInMonth(month, of: year), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard !fraction.isEmpty else { return nil }
            rest = rest.dropFirst(fraction.count &+ 1)
        }
        guard let offset = offset(Array(rest)) else { return nil }
        return days(year, month, day) &* 86400 &+ hour &* 3600 &+ minute &* 60 &+ second &- offset
    }

    /// `Z`, or `+09:00`, in seconds.
    private static func offset(_ bytes: [UInt8]) -> Int64? {
        if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
            bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            let hours = Int64(String(decoding: bytes[1..<3], as: UTF8.self)), hours >= 0, hours < 24,
            let minutes = Int64(String(decoding: bytes[4..<6], as: UTF8.self)), minutes >= 0, minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return bytes[0] == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func daysInMonth(_ month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01 to a date of the Gregorian calendar.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
