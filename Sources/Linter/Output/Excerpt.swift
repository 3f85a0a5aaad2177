import Documents
import Manifests

/// A line of a file with a mark under what is meant.
struct Excerpt {
    /// The line from 1, as the file or the inner text counts.
    let number: Int
    let line: String
    let underline: String

    /// Longer lines are cut around what is meant, however wide the terminal is.
    private static let maximumColumns = 160

    /// Nil where there is no such line.
    init?(_ source: SourceText, mark: SourceMark, end: SourceMark?, columns: Int?) {
        guard let text = source.line(mark.line) else { return nil }
        let scalars = text.unicodeScalars.prefix(20_000).map(Self.shown)
        var start = max(0, mark.column - 1)
        var length = 1
        if let end, end.line == mark.line {
            length = end.column - mark.column
        } else if end != nil {
            length = scalars.count - start
        }
        guard start <= scalars.count else { return nil }
        length = max(1, min(length, scalars.count - start))
        var shown = scalars[...]
        let room = max(24, min(columns ?? Self.maximumColumns, Self.maximumColumns) - 10)
        var head = ""
        var tail = ""
        if shown.count > room {
            let from = min(max(0, start - room / 3), max(0, shown.count - room))
            if from > 0 { head = "…" }
            if from + room < shown.count { tail = "…" }
            shown = shown.dropFirst(from).prefix(room)
            start -= from
            length = max(1, min(length, shown.count - start))
        }
        number = mark.line
        line = head + String(String.UnicodeScalarView(shown)) + tail
        let before = Array(shown).prefix(start).reduce(head.isEmpty ? 0 : 1) { $0 + Self.width($1) }
        let under = Array(shown).dropFirst(start).prefix(length).reduce(0) { $0 + Self.width($1) }
        underline = String(repeating: " ", count: before) + String(repeating: "^", count: max(1, under))
    }

    /// A tab as one blank, so that columns agree; what a terminal would obey as a dot.
    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar == "\t" { return " " }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: return "·"
        default: return scalar
        }
    }

    /// Columns of a character on a terminal: none for marks that combine, two for East Asian wide ones.
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }
}
