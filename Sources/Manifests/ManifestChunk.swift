import Documents

/// One document of a file of several: what stands between two lines that begin with `---`.
package struct ManifestChunk: Sendable {
    package let text: String
    /// The line of the file, from 1, where the text begins.
    package let line: Int

    package init(text: String, line: Int) {
        self.text = text
        self.line = line
    }

    /// The documents of a file, in its order.
    package static func all(in source: SourceText) -> [ManifestChunk] {
        let starts = starts(in: source)
        guard starts.count > 1 else { return [ManifestChunk(text: source.text, line: 1)] }
        let utf8 = source.text.utf8
        return starts.indices.map { position in
            let (line, start) = starts[position]
            let end = position &+ 1 < starts.count ? starts[position &+ 1].offset : utf8.count
            let range =
                utf8.index(utf8.startIndex, offsetBy: start)..<utf8.index(utf8.startIndex, offsetBy: end)
            return ManifestChunk(text: String(source.text[range]), line: line)
        }
    }

    /// Where documents begin.
    ///
    /// Directives and comments before a `---` belong to the document that it begins.
    private static func starts(in source: SourceText) -> [(line: Int, offset: Int)] {
        let bytes = source.text.utf8Span.span
        var starts: [(line: Int, offset: Int)] = [(1, 0)]
        var hasContent = false
        for line in 1...source.lineCount {
            guard let offset = source.startOffset(ofLine: line), offset < bytes.count else { break }
            if isSeparator(bytes, at: offset) {
                if hasContent { starts.append((line, offset)) }
                hasContent = true
            } else if !hasContent {
                let first = bytes[offset]
                hasContent = first != 0x0A && first != 0x0D && first != UInt8(ascii: "#") && first != UInt8(ascii: "%")
            }
        }
        return starts
    }

    private static func isSeparator(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        guard offset &+ 3 <= bytes.count else { return false }
        for index in offset..<(offset &+ 3) where bytes[index] != UInt8(ascii: "-") { return false }
        guard offset &+ 3 < bytes.count else { return true }
        return bytes[offset &+ 3] <= 0x20
    }
}

extension String {
    /// Whether the text holds a template's action, as Helm's templates do, or Jinja's.
    package var isTemplate: Bool { holdsTemplateAction || holds("{%") }

    /// Whether the text holds `{{` and behind it `}}`.
    package var holdsTemplateAction: Bool {
        let bytes = utf8Span.span
        var isOpen = false
        var index = 0
        while index &+ 1 < bytes.count {
            if bytes[index] == bytes[index &+ 1] {
                if bytes[index] == UInt8(ascii: "{") { isOpen = true }
                if isOpen, bytes[index] == UInt8(ascii: "}") { return true }
            }
            index = index &+ 1
        }
        return false
    }
}
