import Documents
import Testing

@Suite struct `Search for a piece of a text` {
    @Test func `finds what a byte by byte search finds, in short texts and long ones`() {
        var generator = SeededGenerator(seed: 11)
        let letters = Array("ab:sé".unicodeScalars.map(String.init))
        func text(_ count: Int) -> String {
            (0..<count).map { _ in letters.randomElement(using: &generator) ?? "" }.joined()
        }
        for _ in 0..<3000 {
            let whole = text(Int.random(in: 0...600, using: &generator))
            var piece = text(Int.random(in: 0...8, using: &generator))
            if Bool.random(using: &generator) {
                // One that is there.
                let from = Int.random(in: 0...whole.unicodeScalars.count, using: &generator)
                piece = String(String.UnicodeScalarView(whole.unicodeScalars.dropFirst(from).prefix(9)))
            }
            let place = whole.placeOf(piece)
            #expect(place.map { whole.utf8.distance(from: whole.startIndex, to: $0.lowerBound) } == naive(piece, whole))
            #expect(place.map { Array(whole[$0].utf8) } ?? Array(piece.utf8) == Array(piece.utf8))
            let part = whole.dropFirst(3)
            #expect(part.holds(piece) == (naive(piece, String(part)) != nil))
        }
    }

    @Test func `finds a piece at each place of a long text, and not past its end`() {
        let piece = "sekisho:allow"
        for before in 0...40 {
            let text = String(repeating: "s", count: 300 + before) + piece + String(repeating: "w", count: before)
            #expect(text.placeOf(piece)?.lowerBound == text.index(text.startIndex, offsetBy: 300 + before))
            #expect(!String(text.dropLast(before + 1)).holds(piece))
        }
        #expect(!String(repeating: "w", count: 1000).holds(piece))
        #expect(!String(repeating: "x", count: 1000).holds(""))
        #expect(String(repeating: "x", count: 1000).holds(String(repeating: "x", count: 400)))
    }

    private func naive(_ piece: String, _ text: String) -> Int? {
        let (wanted, bytes) = (Array(piece.utf8), Array(text.utf8))
        guard !wanted.isEmpty, bytes.count >= wanted.count else { return nil }
        return (0...bytes.count - wanted.count).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}

@Suite struct `A text on one line` {
    @Test(arguments: [
        ("plain \"text\"", "plain \"text\""), ("", ""), ("é … 日本", "é … 日本"), ("\"é\"", "\"é\""), ("“\"”", "“\"”"),
        ("a\nb", "a\\nb"), ("é\nb", "é\\nb"), ("\u{7F}", "\\u{7f}"), ("é\u{202E}b", "é\\u{202e}b"),
        ("\"\r\n\"", "\"\\r\\n\""),
        ("\u{FEFF}", "\\u{feff}"), ("é\u{85}", "é\\u{85}"), ("😀\u{200D}😀", "😀\\u{200d}😀"),
        // A quote that is part of a character.
        ("\"\u{301}x", "\\\"\u{301}x"), ("\u{600}\"x", "\u{600}\\\"x"),
    ])
    func `keeps what prints and escapes all else`(text: String, expected: String) {
        #expect(Array(text.onOneLine.utf8) == Array(expected.utf8))
        #expect(text.scalarCount == text.unicodeScalars.count)
    }
}
