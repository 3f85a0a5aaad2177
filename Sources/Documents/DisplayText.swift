/// How an author's text is shown: on one line, without control characters, and short.
extension String {
    /// The text with control characters, line separators and the double quote written as escapes.
    ///
    /// The API server drops a warning that holds a control character without a word, and a terminal obeys one.
    package var escapedForDisplay: String {
        guard unicodeScalars.contains(where: \.needsEscapeForDisplay) else { return self }
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

    /// At most `limit` characters of the text, with `…` for what was cut.
    package func elided(to limit: Int) -> String {
        guard let end = index(startIndex, offsetBy: limit, limitedBy: endIndex), end != endIndex else { return self }
        return self[..<index(startIndex, offsetBy: max(0, limit - 1))] + "…"
    }
}

extension Unicode.Scalar {
    /// Control and format characters, line and paragraph separators (which also turn a line of text around), and `"`.
    fileprivate var needsEscapeForDisplay: Bool {
        switch value {
        case 0x22: true
        case 0x20...0x7E: false
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: true
        case 0xFEFF, 0xFFF9...0xFFFB, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: true
        default: false
        }
    }
}
