/// The beginning of a text whose author took it for `name: value`, and which YAML takes for a text: `name:value`,
/// `name = value`, `name：value`.
package struct SlippedKey {
    private let name: String
    private let slip: Slip

    private enum Slip { case colonWithoutBlank, equalsSign, wideColon }

    /// Longer than any name of the schema.
    private static let maximumName = 64

    /// - Parameter text: without indentation; may begin with the dash of a list.
    package init?(_ text: Substring) {
        var rest = text.unicodeScalars[...]
        if text.hasPrefix("- ") { rest = rest.dropFirst(2).drop { $0 == " " } }
        let name = rest.prefix(Self.maximumName).prefix { Self.mayStandInName($0) }
        guard let first = name.first, first.properties.isAlphabetic else { return nil }
        rest = rest.dropFirst(name.count)
        let hasBlank = rest.first == " "
        rest = rest.drop { $0 == " " }
        guard let sign = rest.popFirst() else { return nil }
        switch sign {
        case ":":
            guard !hasBlank, let next = rest.first, ![" ", "\t", "\n", ":"].contains(next) else { return nil }
            // An address.
            guard next != "/" || rest.dropFirst().first != "/" else { return nil }
            slip = .colonWithoutBlank
        case "=":
            // What base64 ends with is none.
            guard let next = rest.first, next != "=" else { return nil }
            slip = .equalsSign
        case "\u{FF1A}", "\u{FE55}", "\u{2236}":
            slip = .wideColon
        default:
            return nil
        }
        self.name = String(name)
    }

    /// What to write instead, on one line.
    package var fix: String {
        let shown = name.elided(to: 32)
        return switch slip {
        case .colonWithoutBlank: "put a space behind the colon of \(shown):"
        case .equalsSign: "write \(shown): instead of \(shown) ="
        case .wideColon: "write \(shown): with the colon of ASCII and a space behind it"
        }
    }

    private static func mayStandInName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}
