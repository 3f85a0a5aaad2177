import Documents
import Foundation
import Testing

@Suite struct `JSON reader` {
    private func read(_ text: String, limits: DocumentLimits = .standard) throws(JSONError) -> Node {
        try JSONReader(limits: limits).read(text)
    }

    /// The tree as JSON, to compare it at one glance.
    private func written(_ text: String) throws -> String {
        var writer = JSONWriter()
        writer.node(try read(text))
        return writer.text
    }

    @Test(arguments: [
        "null", "true", "false", "0", "-1", "[]", "{}", "\"\"", "[1,2,3]", #"{"a":{"b":[null,true]},"c":"d"}"#,
        "9223372036854775807", "-9223372036854775808", "18446744073709551615", "1.5", "-2.25", "0.0001",
    ])
    func `reads what the writer writes`(text: String) throws {
        #expect(try written(text) == text)
    }

    @Test(arguments: [
        ("-0", "0"), ("1e3", "1000"), ("1E+3", "1000"), ("1.0", "1"), ("1e-400", "0"),
        ("18446744073709551616", "18446744073709552000"), ("1e30", "1e+30"), ("1e-7", "1e-7"),
        (#""\u0041\n\/\"\\\b\f\t\r""#, #""A\n/\"\\\u0008\u000c\t\r""#), (#""\ud83d\ude00""#, "\"😀\""),
        (#""\ud83d""#, "\"\u{FFFD}\""), (#""\ud83d\ud83d\ude00""#, "\"\u{FFFD}😀\""), (#""\ude00x""#, "\"\u{FFFD}x\""),
        (#""\ud83d\n""#, "\"\u{FFFD}\\n\""), (#""\u00e9""#, "\"é\""),
        ("\"\u{2028}\u{7F}\u{85}\"", #""\u2028\u007f\u0085""#),
        (" \t\r\n[ 1 , 2 ]\n", "[1,2]"), (#"{"a":1,"a":2}"#, #"{"a":1,"a":2}"#), (#""\u0000""#, #""\u0000""#),
    ])
    func `reads and writes`(text: String, expected: String) throws {
        #expect(try written(text) == expected)
    }

    @Test(arguments: [
        ("", 0), ("  ", 2), ("nul", 0), ("tru", 0), ("nulll", 4), ("[1,]", 3), ("[1 2]", 3), ("[", 1), ("[1", 2),
        ("{", 1),
        ("{\"a\"}", 4), ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("{a:1}", 1), ("{'a':1}", 1), ("01", 2), ("-", 1),
        ("-a", 1),
        ("1.", 2), ("1.e1", 2), ("1e", 2), ("1e+", 3), (".5", 0), ("+1", 0), ("0x10", 1), ("NaN", 0), ("Infinity", 0),
        ("1e400", 0), ("-1e400", 0), ("\"", 1), ("\"a", 2), ("\"\\", 1), ("\"\\x\"", 1), ("\"\\u12\"", 1),
        ("\"\\u12g4\"", 1),
        ("\"a\nb\"", 2), ("\"\u{1}\"", 1), ("{} x", 3), ("[] []", 3), ("// c\n1", 0), ("\u{FEFF}1", 0), ("1\u{0}", 1),
        ("[1}", 2), ("{\"a\":1]", 6), ("{1:2}", 1), ("{null:1}", 1), ("{,}", 1), ("[,]", 1), ("\u{A0}1", 0),
    ])
    func `refuses at the byte`(text: String, offset: Int) throws {
        let error = #expect(throws: JSONError.self) { try read(text) }
        #expect(error?.offset == offset, "\(error?.problem ?? "")")
        #expect(error?.kind == .syntax)
    }

    @Test func `reads bytes that are no UTF-8 as Go does`() throws {
        let cases: [([UInt8], String)] = [
            ([0xFF], "\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xE2, 0x82], "\u{FFFD}\u{FFFD}"),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0x61, 0xF0, 0x9F, 0x98, 0x62], "a\u{FFFD}\u{FFFD}\u{FFFD}b"),
            ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xC3, 0xA9, 0xC3], "é\u{FFFD}"),
        ]
        for (bytes, expected) in cases {
            let node = try JSONReader().read([0x22] + bytes + [0x22])
            #expect(node.string == expected)
        }
    }

    @Test func `marks each value, its end and its key`() throws {
        let node = try read("{\n  \"a\": \"é\\n\", \"b\": [true,\r\n12],\r\"c\" : null}")
        let entries = node.entries
        #expect(
            entries.map { "\($0.name) \($0.key.mark)-\($0.key.end) \($0.value.mark)-\($0.value.end)" } == [
                "a 2:3-2:6 2:8-2:13", "b 2:15-2:18 2:20-3:4", "c 4:1-4:4 4:7-4:11",
            ])
        #expect(entries[1].value.elements.map { "\($0.mark)" } == ["2:21", "3:1"])
        #expect(entries[1].value.elements[1].scalarText == "12")
    }

    @Test func `keeps the author's text of a number that is written in an unusual way`() throws {
        #expect(try read("1.50").scalarText == "1.50")
        #expect(try read("-0").scalarText == "-0")
        #expect(try read("15").scalarText == "15")
    }

    @Test func `says where nesting, size and number of values pass a limit`() throws {
        var limits = DocumentLimits()
        limits.maximumDepth = 3
        limits.maximumNodes = 5
        limits.maximumBytes = 100
        #expect(try read("[[[1]]]", limits: limits).elements.count == 1)
        #expect(throws: JSONError.self) { try read("[[[[1]]]]", limits: limits) }
        #expect(throws: JSONError.self) { try read("[1,2,3,4,5]", limits: limits) }
        let deep = String(repeating: "[", count: 100_000)
        let error = #expect(throws: JSONError.self) { try read(deep) }
        #expect(error?.kind == .limit)
        let objects = String(repeating: "{\"a\":", count: 100_000)
        #expect(throws: JSONError.self) { try read(objects) }
        let large = #expect(throws: JSONError.self) { try read(String(repeating: " ", count: 101), limits: limits) }
        #expect(large?.kind == .limit)
    }
}
