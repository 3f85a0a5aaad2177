/// How an author's text is shown: on one line, without control characters, and short.
extension String {
    /// The text with control characters, line separators and the double quote written as escapes.
    ///
    /// The API server drops a warning that holds a control character without a word, and a terminal obeys one.
    package var escapedForDisplay: String {
        // Plain ASCII is told by its bytes.
        guard utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F || $0 == 0x22 }),
            unicodeScalars.contains(where: \.needsEscapeForDisplay)
        else { return self }
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\"": text += "\\\""
            case _ where scalar.needsEscapeForDisplay: text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// At most `limit` Unicode scalars of the text, with `…` for what was cut.
    ///
    /// Scalars and not characters: one character may have a million combining marks.
    package func elided(to limit: Int) -> String {
        // Nearly every text: it has no more scalars than bytes.
        guard utf8.count > limit else { return self }
        let scalars = unicodeScalars
        guard let end = scalars.index(startIndex, offsetBy: limit, limitedBy: endIndex), end != endIndex else {
            return self
        }
        return String(scalars[..<scalars.index(startIndex, offsetBy: max(0, limit - 1))]) + "…"
    }

    /// The beginning of the text as it is shown: escaped, and at most `limit` Unicode scalars, whatever its length.
    package func excerpt(_ limit: Int) -> String {
        // Escapes only make a text longer: what stands behind so many scalars is never shown.
        let beginning = unicodeScalars.prefix(limit &+ 1)
        return (beginning.endIndex == endIndex ? self : String(beginning)).escapedForDisplay.elided(to: limit)
    }

    /// At most `limit` Unicode scalars: both ends of the text, with `…` for what stood between.
    package func elidedInTheMiddle(to limit: Int) -> String {
        // Nearly every text: it has no more scalars than bytes.
        guard utf8.count > limit else { return self }
        let scalars = unicodeScalars
        guard let end = scalars.index(startIndex, offsetBy: limit, limitedBy: endIndex), end != endIndex else {
            return self
        }
        let half = max(1, (limit - 1) / 2)
        return String(scalars.prefix(half)) + "…" + String(scalars.suffix(half))
    }
}

extension Unicode.Scalar {
    /// Control and format characters, line and paragraph separators (which also turn a line of text around), and `"`.
    var needsEscapeForDisplay: Bool {
        switch value {
        case 0x22: true
        case 0x20...0x7E: false
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: true
        case 0xAD, 0x61C, 0x180E, 0xFEFF, 0xFFF9...0xFFFB, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: true
        case 0x1D173...0x1D17A, 0xE0000...0xE007F: true
        default: false
        }
    }
}
