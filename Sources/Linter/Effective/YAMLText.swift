import Documents

/// Writes values as YAML.
enum YAMLText {
    /// A text as a scalar: plain where every reader takes it for the same text, else in double quotes.
    static func scalar(_ text: String) -> String {
        let isSafe =
            !text.isEmpty && text.utf8.count <= 200
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789_./-:".unicodeScalars.contains($0))
            }
            && text.first != "-" && text.first != ":" && text.last != ":" && !text.contains("::")
        if isSafe, !mayBeNumberOrDate(text), case .string = YAMLScalars.resolve(text) { return text }
        var json = JSONWriter()
        json.string(text)
        return json.text
    }

    /// Whether some reader, of whatever YAML, may take the text for a number, a time or a date: `12:30`, `2020-01-01`.
    ///
    /// Istio's reader takes fewer, and of other texts quotes change nothing.
    private static func mayBeNumberOrDate(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x30...0x39).contains(first) || first == UInt8(ascii: ".") else {
            return false
        }
        return text.utf8.allSatisfy { "0123456789_.-:abcdefABCDEFoOtTxXzZ".utf8.contains($0) }
    }

    /// A tree, each scalar with its source in a comment.
    static func text(_ value: EffectiveValue) -> String {
        var lines: [(text: String, source: String)] = []
        write(value, indent: 0, lead: "", &lines)
        let width = min(60, lines.map(\.text.count).max() ?? 0)
        return lines.map { line in
            guard !line.source.isEmpty else { return line.text + "\n" }
            return line.text + String(repeating: " ", count: max(0, width - line.text.count)) + "  # \(line.source)\n"
        }.joined()
    }

    /// Writes a value behind what stands on its first line: a key, a dash.
    private static func write(
        _ value: EffectiveValue, indent: Int, lead: String, _ lines: inout [(text: String, source: String)]
    ) {
        switch value {
        case .scalar(let text, let source):
            lines.append((lead + text, source))
        case .list(let elements, let source):
            guard !elements.isEmpty else { return lines.append((lead + "[]", source)) }
            if !lead.isEmpty { lines.append((lead.trimmedEnd, "")) }
            let margin = String(repeating: " ", count: indent)
            for element in elements { write(element, indent: indent + 2, lead: margin + "- ", &lines) }
        case .mapping(let fields, let source):
            guard !fields.isEmpty else { return lines.append((lead + "{}", source)) }
            var margin = String(repeating: " ", count: indent)
            if lead.hasSuffix("- ") {
                margin = lead
            } else if !lead.isEmpty {
                lines.append((lead.trimmedEnd, ""))
            }
            for (key, value) in fields {
                write(value, indent: indent + 2, lead: margin + scalar(key) + ": ", &lines)
                margin = String(repeating: " ", count: indent)
            }
        }
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
