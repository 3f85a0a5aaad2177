import Documents
import Testing

/// What Istio's reader takes and refuses, where libyaml or YAML 1.2 would do otherwise.
@Suite struct `YAML reader` {
    private func json(_ text: String) throws(YAMLError) -> String {
        var writer = JSONWriter()
        writer.node(try YAMLReader().read(text).root)
        return writer.text
    }

    @Test(arguments: [
        ("", "null"), ("# nothing", "null"), ("\u{FEFF}", "null"), ("---", "null"), ("a: 1\n---\n[", #"{"a":1}"#),
        ("a: 1\n...\n]]]", #"{"a":1}"#), ("{a: 1} tail", #"{"a":1}"#), ("{a: 1}\n{b: 2}", #"{"a":1}"#),
        ("\u{FEFF}a: 1\nb: 2", #"{"a":1,"b":2}"#), ("\u{FEFF}---\na: 1\nb: 2", #"{"a":1,"b":2}"#),
        ("\u{FEFF}\u{FEFF}a: 1", #"{"a":1}"#), ("a: 1\n\u{FEFF}b: 2", "{\"a\":1,\"\u{FEFF}b\":2}"),
        ("\u{FEFF}%YAML 1.1\n---\na: 1", #"{"a":1}"#),
        ("a: 1\r\nb: 2\rc: 3\u{85}d: 4\u{2028}e: 5", #"{"a":1,"b":2,"c":3,"d":4,"e":5}"#),
        ("a:\t1", #"{"a":1}"#), ("{a: 1,\n\tb: 2}", #"{"a":1,"b":2}"#), ("a: \"x\"#c", #"{"a":"x"}"#),
        ("{a:1}", #"{"a:1":null}"#), ("{a, b: , c: 1}", #"{"a":null,"b":null,"c":1}"#), ("[a b]", #"["a b"]"#),
        ("{a:}", #"{"a:":null}"#), ("{a:, b: 1}", #"{"a:":null,"b":1}"#), ("[a:, b]", #"["a:","b"]"#),
        ("[~:]", #"["~:"]"#), (#"a: "x\'y""#, #"{"a":"x'y"}"#), (#"["\'", "~^", a:]"#, #"["'","~^","a:"]"#),
        (#"{a: "x\x7ey", b:}"#, #"{"a":"x~y","b:":null}"#), (#"["\u007E\U0000005e\'", a:]"#, #"["~^'","a:"]"#),
        ("a: \"\\uf8ff\"\n\u{FEFF}b: 2", "{\"a\":\"\u{F8FF}\",\"\u{FEFF}b\":2}"),
        ("{?a: 1}", #"{"a":1}"#), ("a: b?c", #"{"a":"b?c"}"#), ("[\"b?c\"]", #"["b?c"]"#),
        ("! 123", #""123""#), ("! \"123\"", #""123""#), ("!Ref x", #""x""#), ("!!seq 80", #""80""#),
        ("!!str 15", #""15""#), ("!!binary Y2x1c3Rlcg==", #""cluster""#), ("!!binary /v8=", "\"\u{FFFD}\u{FFFD}\""),
        ("!!float 1", "1"), ("!!int \"15\"", "15"), ("!!null \"\"", "null"),
        ("!!timestamp 2001-12-14", #""2001-12-14""#),
        ("!!timestamp 2001-12-14t21:59:43.10-05:00", #""2001-12-14t21:59:43.10-05:00""#), ("!!map x", #""x""#),
        (
            "1: a\nyes: b\n1.5: c\n1000000.5: d\n1e300: e\n.nan: f\n0x10: g",
            #"{"1":"a","true":"b","1.5":"c","1.0000005e+06":"d",".inf":"e",".nan":"f","16":"g"}"#
        ),
        ("? k\n: v", #"{"k":"v"}"#), ("a: .nan\na: 1", #"{"a":null,"a":1}"#),
        ("x: &x {a: 1}\nz: {<<: *x, b: 2}", #"{"x":{"a":1},"z":{"a":1,"b":2}}"#),
        ("x: &x {a: 1}\nz: {b: 2, <<: [*x, {a: 3}]}", #"{"x":{"a":1},"z":{"b":2,"a":3,"a":1}}"#),
        ("{\"<<\": {a: 1}}", #"{"<<":{"a":1}}"#), ("!!merge foo: 1", #"{"foo":1}"#),
        ("!!merge <<: {a: 1}", #"{"a":1}"#),
        ("a: &a 1\nb: *a", #"{"a":1,"b":1}"#), ("&k a: 1\nb: *k", #"{"a":1,"b":"a"}"#),
    ])
    func `reads`(text: String, expected: String) throws {
        #expect(try json(text) == expected)
    }

    @Test(arguments: [
        "...", "%YAML 1.2\n---\na: 1", "%YAML 1.0\n---\na: 1", "%FOO\n---\na: 1", "%YAML 1.1\na: 1", "--- a: 1",
        "a: 1 # \u{7}", "a: \u{7F}", "a: \u{FFFE}", "a: \u{0}", "a: b\u{2028}c", "a: b\n\t\nc: d", "a:\n\t- b",
        #"a: "\/""#, #"é: "x\\\/""#, #"a: "\q""#, #""\ud83d\ude00""#, "[a?b]", "[http://x/?a=b]", "{a: b ?c}",
        "{a?: 1}",
        "{a:[1]}", "{a: {{ .Values.x }}}", "? [a]\n: b", "? {a: 1}\n: b", "~: 1", "18446744073709551615: 1", ".nan",
        "a: [-.inf]", "x: &x {y: *x}", "x: *y", "<<: 1", "<<: null", "<<: [1]", "x: &x [{a: 1}]\ny: {<<: *x}",
        "!!int 15001.0", "!!bool 1", "!!float x", "!!null x", "!!binary \"*\"", "!!timestamp 2001-13-14",
        "!!timestamp x", "!!float 18446744073709551615", "a: 1\na b\nc: 2", "a: [1, 2", "key: [a, b]: c", "{a: 1} x: 2",
        String(repeating: "k", count: 1025) + ": 1", "\"K\": .inf\n\"\u{212A}\": x", "~: 1\n\"\": 2",
        "\"\": .inf\n~: 1", "18446744073709551615: 1\n\"\": 2",
    ])
    func `refuses`(text: String) {
        let error = #expect(throws: YAMLError.self) { try YAMLReader().read(text) }
        #expect(error?.kind == .syntax, "\(error?.problem ?? "")")
    }

    @Test(
        arguments: [
            ("a: 1\n---\n", nil), ("a: 1\n---\n# c\n---\n...\n", nil), ("a: 1\n...\n", nil), ("---\n---\n", nil),
            ("a: 1\n---\nb: 2", 2), ("a: 1\n---\n---\nb: 2", 3), ("a: 1\n---\n~\n", 2), ("a: 1\n---\n''\n", 2),
            ("a: 1\n---\n!!str\n", 2), ("a: 1\n---\n- [", 2), ("a: 1\n--- # c\n", nil),
        ] as [(String, Int?)])
    func `finds the document that is never read`(text: String, line: Int?) throws {
        #expect(try YAMLReader().read(text).ignoredDocument?.line == line)
    }

    @Test func `counts places from behind a byte order mark`() throws {
        let root = try YAMLReader().read("\u{FEFF}é: 1\n日本: \"ü\"").root
        #expect(
            root.entries.map { "\($0.key.mark) \($0.value.mark)-\($0.value.end)" } == ["1:1 1:4-1:5", "2:1 2:5-2:8"])
    }

    @Test func `keeps what the author wrote`() throws {
        let root = try YAMLReader().read("a: 0x3A99\nb: on\nc: 15_001\nd: ~\ne: 7").root
        #expect(root.entries.map { $0.value.scalarText } == ["0x3A99", "on", "15_001", "~", "7"])
    }
}
