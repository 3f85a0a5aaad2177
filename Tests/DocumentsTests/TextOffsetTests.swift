import Documents
import Testing

@Suite("A piece of a text") struct TextOffsetTests {
    @Test(arguments: [
        ("abcabc", "abc", 0, 0), ("abcabc", "abc", 1, 3), ("aab", "ab", 0, 1), ("é<b", "<", 0, 2), ("abc", "c", 2, 2),
    ])
    func `finds a piece by its bytes`(_ text: String, _ piece: String, _ start: Int, _ offset: Int) {
        #expect(text.offset(of: piece, from: start) == offset)
    }

    @Test(arguments: [("abc", "", 0), ("", "a", 0), ("ab", "abc", 0), ("abc", "a", 1), ("abc", "c", 3), ("a", "a", 9)])
    func `finds no piece that is not there`(_ text: String, _ piece: String, _ start: Int) {
        #expect(text.offset(of: piece, from: start) == nil)
    }

    @Test func `tells an end`() {
        #expect("a.svc".endsIn(".svc"))
        #expect("a.svc".endsIn(""))
        #expect(!"svc".endsIn(".svc"))
        #expect(!"a.svcs".endsIn(".svc"))
    }

    @Test(arguments: [
        "", "abc", "a\nb", "\u{202E}abc", String(repeating: "\"", count: 40),
        "é\u{301}" + String(repeating: "x", count: 40),
    ])
    func `shows the beginning of a text as the whole would be cut`(_ text: String) {
        for limit in [1, 5, 32, 41, 60] { #expect(text.excerpt(limit) == text.escapedForDisplay.elided(to: limit)) }
    }
}
