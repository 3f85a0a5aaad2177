/// Times as Go's `time.Parse` takes them with the layout RFC3339.
///
/// Beyond RFC 3339 §5.6 Go takes an hour of one digit, a comma before the fraction, and zones of 24 hours or 60 minutes.
enum GoTime {
    static func isRFC3339(_ text: String) -> Bool {
        // Bytes in an array, as every step over those of a text asks again where they lie.
        var rest = Array(text.utf8)[...]
        guard let year = digits(&rest, 4...4), skip("-", &rest), let month = digits(&rest, 2...2), skip("-", &rest),
            let day = digits(&rest, 2...2), skip("T", &rest), let hour = digits(&rest, 1...2), skip(":", &rest),
            let minute = digits(&rest, 2...2), skip(":", &rest), let second = digits(&rest, 2...2)
        else { return false }
        guard (1...12).contains(month), (1...days(of: month, year)).contains(day), hour < 24, minute < 60, second < 60
        else { return false }
        if let point = rest.first, point == UInt8(ascii: ".") || point == UInt8(ascii: ",") {
            let fraction = rest.dropFirst().prefix(while: isDigit)
            guard !fraction.isEmpty else { return false }
            rest = rest.dropFirst(fraction.count &+ 1)
        }
        if skip("Z", &rest) { return rest.isEmpty }
        guard skip("+", &rest) || skip("-", &rest), let hours = digits(&rest, 2...2), skip(":", &rest),
            let minutes = digits(&rest, 2...2)
        else { return false }
        return hours <= 24 && minutes <= 60 && rest.isEmpty
    }

    private static func days(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The number of as many digits as there are, up to the upper bound; nil where they are fewer than the lower.
    private static func digits(_ rest: inout ArraySlice<UInt8>, _ count: ClosedRange<Int>) -> Int? {
        var number = 0
        var found = 0
        while found < count.upperBound, let byte = rest.first, isDigit(byte) {
            number = number &* 10 &+ Int(byte &- UInt8(ascii: "0"))
            found &+= 1
            rest = rest.dropFirst()
        }
        return found >= count.lowerBound ? number : nil
    }

    private static func skip(_ character: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
