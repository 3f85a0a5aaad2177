extension String {
    /// The text on one line: control and format characters as escapes, all else (quotes too) as it is.
    package var onOneLine: String {
        guard unicodeScalars.contains(where: { !$0.isASCII || $0.value < 0x20 || $0.value == 0x7F }) else {
            return self
        }
        return split(separator: "\"", omittingEmptySubsequences: false)
            .map { String($0).escapedForDisplay }.joined(separator: "\"")
    }
}
