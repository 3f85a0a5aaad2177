import Documents
import Testing

@Suite struct `A place that a reader names` {
    @Test(arguments: [
        ("a: [\n", 2, 1, "1:5"), ("a: [", 1, 5, "1:5"), ("a: [\r\n", 2, 1, "1:5"), ("a: [\r", 2, 1, "1:5"),
        ("a: [\n\n", 3, 1, "2:1"), ("a: [\n\u{2028}", 3, 1, "2:1"), ("\u{E9}: [\n", 2, 1, "1:5"), ("", 1, 1, "1:1"),
        ("", 2, 1, "1:1"), ("\n", 2, 1, "1:1"), ("a\nb", 1, 1, "1:1"), ("a\nb", 2, 7, "2:7"),
        ("a\r\nb\r\n", 3, 1, "2:2"),
    ])
    func `stands on a line that there is`(_ text: String, _ line: Int, _ column: Int, _ expected: String) {
        #expect(SourceMark(line: line, column: column).within(text).description == expected)
    }
}
