/// Timestamps as go-yaml v2 takes them behind `!!timestamp`: `2001-12-14`, `2001-12-14 21:59:43.1`, RFC 3339.
///
/// Source: go-yaml v2.4 resolve.go, `parseTimestamp`; Go time/format.go, `Parse`.
enum GoTimestamp {
    static func isTimestamp(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        guard let year = number(&rest, digits: 4...4), skip(&rest, "-"), let month = number(&rest, digits: 1...2),
            skip(&rest, "-"), let day = number(&rest, digits: 1...2), (1...12).contains(month),
            (1...days(inMonth: month, of: year)).contains(day)
        else { return false }
        if rest.isEmpty { return true }
        let hasZone = rest.first != UInt8(ascii: " ")
        guard skip(&rest, "T") || skip(&rest, "t") || skip(&rest, " "), let hour = number(&rest, digits: 1...2),
            hour < 24,
            skip(&rest, ":"), let minute = number(&rest, digits: 1...2), minute < 60, skip(&rest, ":"),
            let second = number(&rest, digits: 1...2), second < 60
        else { return false }
        if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
            let fraction = rest.dropFirst().prefix(while: \.isDigit)
            if !fraction.isEmpty { rest = rest.dropFirst(fraction.count &+ 1) }
        }
        if hasZone, !skipZone(&rest) { return false }
        return rest.isEmpty
    }

    private static func skipZone(_ rest: inout ArraySlice<UInt8>) -> Bool {
        if skip(&rest, "Z") { return true }
        guard skip(&rest, "+") || skip(&rest, "-"), let hour = number(&rest, digits: 2...2), hour <= 24,
            skip(&rest, ":"),
            let minute = number(&rest, digits: 2...2), minute < 60
        else { return false }
        return true
    }

    private static func skip(_ rest: inout ArraySlice<UInt8>, _ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func number(_ rest: inout ArraySlice<UInt8>, digits: ClosedRange<Int>) -> Int? {
        let found = rest.prefix(digits.upperBound).prefix(while: \.isDigit)
        guard found.count >= digits.lowerBound else { return nil }
        rest = rest.dropFirst(found.count)
        return found.reduce(0) { $0 &* 10 &+ Int($1 &- UInt8(ascii: "0")) }
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
