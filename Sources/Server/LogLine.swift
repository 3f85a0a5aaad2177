/// How a line of the log is written.
enum LogLine {
    /// One JSON object: `time`, `level`, `msg`, then the fields.
    static func appendJSON(
        to line: inout [UInt8], _ time: Int64, _ level: Log.Level, _ message: String, _ fields: [(String, Log.Value)]
    ) {
        line += "{\"time\":\"".utf8
        appendTime(to: &line, time)
        line += "\",\"level\":\"".utf8
        line += level.rawValue.utf8
        line += "\",\"msg\":".utf8
        appendQuoted(to: &line, message)
        for (name, value) in fields {
            line.append(UInt8(ascii: ","))
            appendQuoted(to: &line, name)
            line.append(UInt8(ascii: ":"))
            appendValue(to: &line, value)
        }
        line.append(UInt8(ascii: "}"))
        line.append(UInt8(ascii: "\n"))
    }

    /// `2026-11-23T01:40:50.123456Z INFO  listening address=0.0.0.0:8443`, values quoted where they need it.
    static func appendText(
        to line: inout [UInt8], _ time: Int64, _ level: Log.Level, _ message: String, _ fields: [(String, Log.Value)]
    ) {
        appendTime(to: &line, time)
        line.append(UInt8(ascii: " "))
        let name = level.rawValue.uppercased()
        line += name.utf8
        line += repeatElement(UInt8(ascii: " "), count: max(1, 6 - name.utf8.count))
        appendPlain(to: &line, message)
        for (name, value) in fields {
            line.append(UInt8(ascii: " "))
            line += name.utf8
            line.append(UInt8(ascii: "="))
            if case .text(let text) = value, text.utf8.count <= maximumTextBytes, isPlain(text) {
                line += text.utf8
            } else {
                appendValue(to: &line, value)
            }
        }
        line.append(UInt8(ascii: "\n"))
    }

    private static func appendValue(to line: inout [UInt8], _ value: Log.Value) {
        switch value {
        case .text(let text): appendQuoted(to: &line, text)
        case .number(let number): line += String(number).utf8
        case .flag(let flag): line += (flag ? "true" : "false").utf8
        case .list(let texts):
            line.append(UInt8(ascii: "["))
            for (index, text) in texts.enumerated() {
                if index > 0 { line.append(UInt8(ascii: ",")) }
                appendQuoted(to: &line, text)
            }
            line.append(UInt8(ascii: "]"))
        }
    }

    /// A longer text, such as a name that a client invents, is cut.
    private static let maximumTextBytes = 4096

    /// A JSON string (RFC 8259 §7).
    ///
    /// DEL, C1 controls, the separators U+2028 and U+2029 and what changes the direction of writing are escaped too, as a
    /// terminal or a reader of lines may obey them.
    static func appendQuoted(to line: inout [UInt8], _ text: String) {
        line.append(UInt8(ascii: "\""))
        let bytes = text.utf8Span.span
        if bytes.count <= maximumTextBytes, areCommon(bytes) {
            bytes.withUnsafeBufferPointer { line.append(contentsOf: $0) }
            line.append(UInt8(ascii: "\""))
            return
        }
        let end = line.count + maximumTextBytes
        for scalar in text.unicodeScalars {
            guard line.count < end else {
                line += "…".utf8
                break
            }
            appendEscaped(to: &line, scalar, quotes: true)
        }
        line.append(UInt8(ascii: "\""))
    }

    private static func appendPlain(to line: inout [UInt8], _ text: String) {
        for scalar in text.unicodeScalars { appendEscaped(to: &line, scalar, quotes: false) }
    }

    private static func appendEscaped(to line: inout [UInt8], _ scalar: Unicode.Scalar, quotes: Bool) {
        switch scalar {
        case "\"" where quotes: line += "\\\"".utf8
        case "\\" where quotes: line += "\\\\".utf8
        case "\n": line += "\\n".utf8
        case "\r": line += "\\r".utf8
        case "\t": line += "\\t".utf8
        default:
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                line += "\\u".utf8
                line += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
                line += digits.utf8
            default:
                if let units = UTF8.encode(scalar) { line += units }
            }
        }
    }

    /// Whether every byte stands for itself in a JSON string, and alone.
    private static func areCommon(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte >= 0x20, byte <= 0x7E, byte != 0x22, byte != 0x5C else { return false }
        }
        return true
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x3D && $0 != 0x5C }
    }

    /// RFC 3339 in UTC, to the microsecond.
    private static func appendTime(to line: inout [UInt8], _ microseconds: Int64) {
        let seconds = microseconds.flooredQuotient(1_000_000)
        let (year, month, day) = civilDate(daysSinceEpoch: seconds.flooredQuotient(86_400))
        let secondOfDay = seconds - seconds.flooredQuotient(86_400) * 86_400
        append(&line, year, 4, "-")
        append(&line, month, 2, "-")
        append(&line, day, 2, "T")
        append(&line, secondOfDay / 3600, 2, ":")
        append(&line, secondOfDay / 60 % 60, 2, ":")
        append(&line, secondOfDay % 60, 2, ".")
        append(&line, microseconds - seconds * 1_000_000, 6, "Z")
    }

    private static func append(_ line: inout [UInt8], _ number: Int64, _ digits: Int, _ end: Unicode.Scalar) {
        var divisor: Int64 = 1
        for _ in 1..<digits { divisor *= 10 }
        if number >= 0, number / 10 < divisor {
            while divisor > 0 {
                line.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
                divisor /= 10
            }
        } else {
            line += String(number).utf8
        }
        line.append(UInt8(ascii: end))
    }

    /// The date of a day in the proleptic Gregorian calendar, by eras of 400 years that begin on 1 March.
    private static func civilDate(daysSinceEpoch days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}

extension Int64 {
    /// The quotient rounded down, for times before 1970 too.
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
