extension String {
    /// The text on one line: control and format characters as escapes, all else (quotes too) as it is.
    package var onOneLine: String {
        guard !isPrintableASCII, !isShownAsItIs else { return self }
        return split(separator: "\"", omittingEmptySubsequences: false)
            .map { String($0).escapedForDisplay }.joined(separator: "\"")
    }

    /// Whether no scalar needs an escape, and no quote stands beside one that is not ASCII, with which it could be one
    /// character.
    private var isShownAsItIs: Bool {
        var last: Unicode.Scalar = " "
        for scalar in unicodeScalars {
            if scalar == "\"" {
                if !last.isASCII { return false }
            } else if scalar.needsEscapeForDisplay || (last == "\"" && !scalar.isASCII) {
                return false
            }
            last = scalar
        }
        return true
    }

    /// Whether every character is one of ASCII that prints, so that the text is as long as its bytes and shown as it is.
    package var isPrintableASCII: Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            var index = 0
            while index < bytes.count, bytes[index] >= 0x20, bytes[index] < 0x7F { index = index &+ 1 }
            return index == bytes.count
        } ?? utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// How many Unicode scalars the text has.
    package var scalarCount: Int {
        // Each has one byte that continues none.
        utf8.withContiguousStorageIfAvailable { bytes in
            var count = 0
            for byte in bytes { count = count &+ (byte & 0xC0 == 0x80 ? 0 : 1) }
            return count
        } ?? unicodeScalars.count
    }
}
