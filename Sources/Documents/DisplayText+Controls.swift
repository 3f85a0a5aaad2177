extension String {
    /// The text on one line: control and format characters as escapes, all else (quotes too) as it is.
    package var onOneLine: String {
        guard !isShownAsItIs else { return self }
        return split(separator: "\"", omittingEmptySubsequences: false)
            .map { String($0).escapedForDisplay }.joined(separator: "\"")
    }

    /// The text of UTF-8 on one line, as ``onOneLine`` of the text is.
    package static func oneLine(of bytes: [UInt8]) -> String {
        bytes.withUnsafeBufferPointer { bytes in
            // Nearly every text: it is ASCII, and nothing of it needs an escape.
            bytes.arePrintableASCII
                ? String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: true))
                : String(decoding: bytes, as: UTF8.self).onOneLine
        }
    }

    /// Whether no scalar needs an escape, and no quote stands beside one that is not ASCII, with which it could be one
    /// character.
    private var isShownAsItIs: Bool { utf8Span.span.withUnsafeBufferPointer { $0.areShownAsTheyAre } }

    /// How many Unicode scalars the text has.
    package var scalarCount: Int { utf8Span.span.withUnsafeBufferPointer { $0.scalarCount } }
}

extension UnsafeBufferPointer<UInt8> {
    /// What ``Swift/String/isShownAsItIs`` says of a text of these bytes.
    fileprivate var areShownAsTheyAre: Bool {
        var index = 0
        var last: UInt8 = 0x20
        while index < count {
            // Nearly all are ASCII, of which eight are looked at together.
            if count &- index >= 8, TextWord.isPrintable(TextWord.word(of: self, at: index)) {
                index = index &+ 8
                last = self[index &- 1]
                continue
            }
            let first = self[index]
            if first < 0x80 {
                guard (0x20...0x7E).contains(first), first != 0x22 || last < 0x80 else { return false }
                index = index &+ 1
            } else {
                let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
                guard last != 0x22, count &- index >= width else { return false }
                var value = UInt32(first & (0x7F &>> UInt8(truncatingIfNeeded: width)))
                for place in index &+ 1..<index &+ width { value = value &<< 6 | UInt32(self[place] & 0x3F) }
                guard let scalar = Unicode.Scalar(value), !scalar.needsEscapeForDisplay else { return false }
                index = index &+ width
            }
            last = first
        }
        return true
    }
}
