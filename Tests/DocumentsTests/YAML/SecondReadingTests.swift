import Documents
import Testing

/// What Istio finds in `defaultConfig` when it reads it again.
@Suite struct `The second reading` {
    private func json(_ text: String) throws(YAMLError) -> String {
        var writer = JSONWriter()
        writer.node(try YAMLReader().read(text).root.writtenAndReadAgain())
        return writer.text
    }

    @Test(arguments: [
        (#"{"<<": {a: 1}, b: 2}"#, #"{"a":1,"b":2}"#), (#"{b: 2, '<<': [{a: 1}, {a: 3}]}"#, #"{"a":3,"a":1,"b":2}"#),
        (#"{x: [{"<<": {"<<": {a: 1}}}]}"#, #"{"x":[{"a":1}]}"#), ("{a: 9007199254740993}", #"{"a":9007199254740992}"#),
        ("{a: 9223372036854775807}", #"{"a":9223372036854776000}"#),
        ("{a: '<<', b: 1.5}", #"{"a":"<<","b":1.5}"#),
    ])
    func `changes`(text: String, expected: String) throws {
        let document = try YAMLReader().read(text)
        #expect(document.changesWhenReadAgain)
        #expect(try json(text) == expected)
    }

    @Test(arguments: [
        #"{"<<": x}"#, #"{"<<": [1]}"#, #"{"<<": null}"#, #"{a: "\x7f"}"#, #"{"\x7f": a}"#, #"{a: ["\x80"]}"#,
        #"{a: "\ufffe"}"#, #"{"\x85": 1}"#, "{? " + String(repeating: "k", count: 1025) + " : 1}", "{a: !!binary fw==}",
    ])
    func `fails`(text: String) throws {
        let document = try YAMLReader().read(text)
        #expect(document.changesWhenReadAgain)
        #expect(throws: YAMLError.self) { try document.root.writtenAndReadAgain() }
    }

    @Test(arguments: ["a: 1", "a: [b, {c: 1.5}]", "a: é", "a: 'x y'\nb: \"z\\n\"", "a: ~", "a: \"9007199254740993\""])
    func `finds the same in most texts, and need not look`(text: String) throws {
        #expect(try !YAMLReader().read(text).changesWhenReadAgain)
    }
}
