import Documents
import Testing

@Suite struct `Node of a tree` {
    @Test func `is small, as trees are copied by the value`() {
        #expect(MemoryLayout<Node>.stride <= 48)
        #expect(MemoryLayout<Node.Entry>.stride <= 88)
    }

    private static let written: [(Node.Value, String?)] = [
        (.null, nil), (.null, ""), (.null, "null"), (.null, "~"), (.bool(true), nil), (.bool(true), "true"),
        (.bool(true), "yes"), (.bool(false), "false"), (.bool(false), "true"), (.integer(7), nil), (.integer(7), "0x7"),
        (.number(0.5), "0.5"), (.string("a"), nil), (.string("a"), ""),
    ]

    @Test(arguments: written)
    func `keeps what the author wrote`(value: Node.Value, text: String?) {
        #expect(Node(value, mark: .start, style: .plain, text: text).text == text)
    }

    @Test func `tells a key that is no string`() throws {
        let entries = try YAMLReader().read("\"a\": 1\non: 2\n0x10: 3\n? b\n: 4").root.entries
        #expect(entries.map(\.name) == ["a", "true", "16", "b"])
        #expect(entries.map(\.key.text) == [nil, "on", "0x10", nil])
        #expect(entries.map(\.key.string) == ["a", nil, nil, "b"])
        #expect(entries.map(\.key.bool) == [nil, true, nil, nil])
        #expect(entries.map(\.key.style) == entries.map(\.keyStyle))
        #expect(entries.map(\.keyStyle) == [.doubleQuoted, .plain, .plain, .plain])
        #expect(entries.map(\.key.mark) == entries.map(\.keyMark))
        #expect(entries.map { "\($0.keyMark)-\($0.keyEnd)" } == ["1:1-1:4", "2:1-2:3", "3:1-3:5", "4:3-4:4"])
        #expect(entries.map { "\($0.key.mark)-\($0.key.end)" } == ["1:1-1:4", "2:1-2:3", "3:1-3:5", "4:3-4:4"])
    }

    @Test func `takes the last of repeated keys`() throws {
        let root = try YAMLReader().read("a: 1\nb: 2\na: 3").root
        #expect(root["a"]?.integer == 3)
        #expect(root.entry("a")?.keyMark == SourceMark(line: 3, column: 1))
        #expect(root["c"] == nil && root.entry("c") == nil && root["a"]?["b"] == nil)
    }
}
