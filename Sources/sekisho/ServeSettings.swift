import ArgumentParser
import Glibc
import IstioSchema
import Server

/// Values of flags that may also come from the environment, as `SEKISHO_` and the flag's name in capitals.
enum ServeSettings {
    /// The flag if it is given, else the environment's value, else nil.
    ///
    /// - Throws: `ValidationError` for a value that `read` does not take.
    static func value<Value>(
        _ flag: String?, _ name: String, expected: String, _ read: (String) -> Value?
    ) throws -> Value? {
        let variable = variableName(name)
        guard let text = flag ?? environment(variable) else { return nil }
        if let value = read(text) { return value }
        let source = flag == nil ? variable : "--\(name)"
        throw ValidationError("\(source) must be \(expected), not '\(text)'.")
    }

    static func text(_ flag: String?, _ name: String) -> String? { flag ?? environment(variableName(name)) }

    static func number(_ flag: String?, _ name: String, in range: ClosedRange<Int>) throws -> Int? {
        try value(flag, name, expected: "a number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A duration as Go writes it: `5s`, `1m30s`.
    static func duration(_ flag: String?, _ name: String) throws -> Duration? {
        try value(flag, name, expected: "a duration such as 5s or 1m30s") { text in
            GoDuration.parse(text).flatMap { $0 >= .zero ? $0 : nil }
        }
    }

    /// A number of bytes, with or without a unit of two powers: `16777216`, `16MiB`, `512KiB`.
    static func bytes(_ flag: String?, _ name: String, orNone isZeroAllowed: Bool = false) throws -> Int? {
        let expected = "a number of bytes such as 16MiB" + (isZeroAllowed ? ", or 0" : "")
        return try value(flag, name, expected: expected) { text in
            if isZeroAllowed, text == "0" { return 0 }
            let units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("Ki", 10), ("Mi", 20), ("Gi", 30), ("", 0)]
            guard let (unit, shift) = units.first(where: { text.hasSuffix($0.0) }),
                let number = Int(text.dropLast(unit.count)), number > 0
            else { return nil }
            let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
            return overflow || bytes > 1 << 40 ? nil : bytes
        }
    }

    private static func variableName(_ flag: String) -> String {
        "SEKISHO_" + flag.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    private static func environment(_ name: String) -> String? {
        guard let text = getenv(name) else { return nil }
        let value = String(cString: text)
        return value.isEmpty ? nil : value
    }
}
