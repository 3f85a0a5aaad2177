/// A name that begins or ends with a character that no editor shows, and that YAML takes for a part of it: the blank of
/// full width, the one that breaks no line.
struct InvisibleEdge {
    /// The name without it.
    let name: String
    /// The character, as `U+3000`.
    let scalar: String

    /// Longer than any name of the schema.
    private static let maximumBytes = 128

    init?(of name: String) {
        guard name.utf8.count <= Self.maximumBytes, let first = name.unicodeScalars.first,
            let last = name.unicodeScalars.last,
            let edge = [first, last].first(where: { !$0.isASCII && Self.isInvisible($0) })
        else { return nil }
        var rest = name.unicodeScalars[...]
        while let first = rest.first, Self.isInvisible(first) { rest.removeFirst() }
        while let last = rest.last, Self.isInvisible(last) { rest.removeLast() }
        guard !rest.isEmpty else { return nil }
        self.name = String(rest)
        let digits = String(edge.value, radix: 16, uppercase: true)
        scalar = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
    }
}
