import Documents

/// Colours of a terminal (ECMA-48 SGR), or none.
struct TerminalStyle {
    let isOn: Bool

    enum Ink: String {
        case bold = "1"
        case dim = "2"
        case red = "1;31"
        case yellow = "1;33"
        case cyan = "1;36"
        case green = "32"
        case blue = "1;34"
    }

    func paint(_ text: String, _ ink: Ink) -> String { isOn ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text }

    func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: paint("error", .red)
        case .warning: paint("warning", .yellow)
        case .note: paint("note", .cyan)
        }
    }
}

/// Whether to colour, as terminals and their users ask.
package enum ColourChoice: String, CaseIterable, Sendable {
    case auto, always, never

    /// Whether to colour an output that is a terminal or not, in an environment that gives the value of a variable or nil.
    package func isOn(isTerminal: Bool, environment: (String) -> String?) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            if let none = environment("NO_COLOR"), !none.isEmpty { return false }
            for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
                if let forced = environment(name), !forced.isEmpty, forced != "0" { return true }
            }
            guard isTerminal, environment("TERM") != "dumb" else { return false }
            return environment("CLICOLOR") != "0"
        }
    }
}
