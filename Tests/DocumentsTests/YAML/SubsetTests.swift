import Documents
import TestDocuments
import Testing

/// Texts read without libyaml, by hand: what lies in the subset, what does not, and that both readings agree.
@Suite struct `Subset of YAML` {
    @Test(arguments: [
        "a: 1\n...", "a: 1\n...\n", "a: 1\n... # c\n\n# d", "a:\n  - b\n...\n", "a: b # c\n...", "a: |\n  b\n...\n",
        "abc\n...", "---\na:\n...\n",
        "a:\n- b:\n...\n  \n", "", "# nothing", "\n\n  \n# c\n", "---\na: 1", "--- # c\n\n# d\na: 1\n",
        "# c\n---\na: 1",
        "a: 1", "a: 1\n", "a: 1\n\n\n", "a: 1  ", "a: 1  \n  ", "a: 1\n  # c", "a: 1 # c", "a: 1\n# c\n",
        "  a: 1\n  b: 2",
        "a:b", "a: b", "a: b#c", "a: b #c", "a: #c", "a: # c\n  b: 1", "a :b: c", "key : v", "key  :  v",
        "a b c: d e f",
        "a: b:c", "a: b :c", "http://x: y", "a: http://x:8080/y?z=1", "-x: 1", "a: -x", "a: -1", "- -x",
        "a:", "a:\n", "a:\nb:\n", "a:\n  b:\n  c:\nd:", "a:\n  b:\n    c:\n", "a:\n\n\n  b: 1\n\nc: 2", "a:\n   ",
        "a:\n  b\n",
        "a:\n  # c\n  b: 1\n # d\n# e\n    # f\n  c: 2\n", "a:\n  b: 1\n ", "a:\n  b: 1\n# c",
        "- a", "- a\n- b\n", "-\n- b", "-", "-\n", "- # c\n- b", "-\n  a: 1\n", "- - x", "- - x\n  - y\n- z",
        "- - - x\n",
        "-   a: 1\n    b: 2\n-   c: 3", "- a: 1\n  b: 2\n- c: 3\n", "- a:\n  - b\n  c: 1", "- a:\n- b",
        "- a:\n    b: 1\n",
        "a:\n- b\n- c\n", "a:\n- b\nc: d", "a:\n  - b\n  - c\nd: e", "a:\n- b: 1\n  c: 2\n- d: 3\ne:\n- f",
        "a:\n-\n-\nb:",
        "a:\n- - x\n  - y\n- z\nb: 1", "a:\n- b:\n  - c\n  - d\n- e\n", "a:\n- b", "a:\n- b:\n",
        "a:\n  - b:\n    - c\n  -\nd:\n",
        "\"a\": 1", "'a': 1", "\"a\" : 1", "a: 'it''s'", "a: ''''", "a: ''", "a: \"\"", "a: 'x' # c", "a: \"x # y: z\"",
        #"a: "\"x\\y\n\t\r""#, "a: 'x\ty'", "a: \"x\ty\"", "a: 'x  y '", "'': 1", "\"a b\": c", "'a: b': c",
        "1: a", "true: a", "yes: b", "1.5: c", "0x10: d", "1_000: e", "017: f", "\"1\": a", "010: x", "1e3: y",
        "a: 1\nb: 0\nc: 0x3A\nd: 017\ne: 1.5\nf: 1e3\ng: -1\nh: +1\ni: 0b11\nj: 1_0\nk: 10.0.0.1\nl: 5s\nm: 0.5",
        "a: .5",
        "a: true\nb: yes\nc: off\nd: ~\ne: null\nf: Null\ng: nul\nh: y\ni: n\nj: No\nk: TRUE\nl: tRUE", "a: 2001-12-14",
        "a: 9007199254740993", "a: 18446744073709551615", "a: 99999999999999999999", "a: -9223372036854775808",
        "9007199254740993: a", "a: <<", "a: [<<]", "a: '<<'", "a: [\"<<\"]", "a: =", "a: <b", "a: (b)", "a: $b",
        "a: /b", "a: _b", "a: \\b",
        "a: ^b",
        "a: b?c", "a: b,c", "a: b[0]", "a[0]: b{c}", "a: b'c", "a: b\"c\"", "a: b!c", "a: b&c", "a: b*c", "a: b@c",
        "a: b`c",
        "a: b|c", "a: b>c", "a: b%c", "a: ..", "a: ...", ".a: 1", "a: ---", "-a-: 1",
        "a: []", "a: {}", "[]", "{}", "[ ]", "{ }", "a: [b]", "a: [b, c]", "a: [ b , c ]", "a: [b, c,]", "a: [b ,]",
        "a: [b, [c, [d]]]", "a: {b: c}", "a: {b: c, d: e}", "a: { b : c , d: e , }", "a: {b: {c: d}}", "{a: {b: c}}",
        "a: [b] # c",
        "a: [{b: c}, {d: e}]", "a: {b: [c, d], e: []}", "- [a, b]\n- {c: d}\n", "a: [\"b\", 'c', \"d\" ]",
        "a: {\"b\": c}",
        "{\"a\":1}", "{\"a\":1,\"b\":[1,2],\"c\":{\"d\":null}}", "{\n  \"a\": 1,\n  \"b\": [\n    true\n  ]\n}\n",
        "{'a':b}",
        "{\"a\" :b}", "{\"a\": b}  \n# c", "a: [b,\n  c]\nd: e", "a: [\nb\n,\nc\n]\nd: e", "a: [b, # c\n  d]",
        "a: [1, 0x10, true, ~]",
        "a: [b c, d  e]", "a: [a:b, http://c]", "a: [b#c]", "a: [b #c\n]", "a: {b: c:d}", "{a: b\n}", "a: [-1, -x, .5]",
        "[a, b]\n",
        "a: {1: b, true: c}", "a: [b]\nc: {d: e}\n", "a: [[],{}]", "a: {b: \"c\"}", "a: {b: 'c', d: \"e\" }",
        "é: ü", "a: é # ü\nb: [é, ü]\n", "- é: ü\n  a: 'ö'\n- ß", "a: \u{1F600}b\nc: \"\u{1F600}\"\n",
        "a: [\"é\", {ü: ö}] ",
        "a: \u{A0}b", "a: \"\u{200B}\"", "\u{E9}\u{E8}:\n  \u{1F600}:\n    - \u{1F601}",
        "é: |\n  ü\n  é", "# é", "a:\n  é: 1 # ü",
        #"a: "\x41\u00e9\U0001F600""#, #"a: "\0\a\b\t\n\v\f\r\e\ \"\\\N\_\L\P""#, #"a: "\x7f""#, #"a: "\uFEFF""#,
        #"a: "\x3c<""#, #""\t": "\ud7ff""#, "a: 1\r\nb: 2\r\n",
        "a:\r\n- b\r\n- c: 'd'\r\n  e: [f,\r\n g]\r\n# h\r\n\r\ni: |\r\n  j\r\n  k\r\n",
        "a: \r\n  b: \r\n", "a: 1 # c\r\n",
        "a: 1\na: 2", "a: 1\n\"a\": 2", "a b", "abc", "'abc'", "\"abc\" # c", "5", "~", "|\n  a\n  b\n", "# c\n|\n a\n",
        ">\n a\n b",
        "\u{FEFF}a: 1\nb: 2", "\u{FEFF}---\na: 1",
    ])
    func `holds, and reads as libyaml does`(text: String) {
        #expect(Agreement(of: text) == .same)
    }

    /// A key that is a known name is found by its colon, wherever that stands.
    @Test(arguments: [
        "mode:", "mode: ", "mode: a", "mode : a", "mode:a: b", "mode", "- mode",
        "- mode\n- mode: a\n  \"name\": b",
        "name: a\nmode: b\nnames: c\nnam: d", "name: mode", "name:\n  mode:\n    path: c\n  port: 1\n", "name\n",
        "ab\n# name: a",
        "a:\n  - name\n  - name: mode\n    mode: name # é\nname: 2\n", "é: 1\nname: ü\n'é': 2\nmode: é # ü\nname: é",
        "name: \r\n  mode: a\r\nmode: b", "a.very.long.key.that.is.none.of.the.known.names.and.has.no.end: name",
    ])
    func `reads known names as all others`(text: String) {
        #expect(Agreement(of: text) == .same)
    }

    @Test(arguments: [
        "a: |\n  b\n", "a: |\n  b", "a: |\n  b\n  c\nd: e", "a: |\n  b\n\n  c\n\n\nd: e", "a: |\n\n  b\n",
        "a: |\n \n  b\n", "a: |\n",
        "a: |\n\n\n", "a: |\nb: c", "a: |\n# c\nb: c", "a: |\n  b\n # c\nd: e", "a: |\n  b\n# c\n",
        "a: |\n  # b\n  c\n# d\n",
        "a: |-\n  b\n", "a: |-\n  b\n\n\n", "a: |+\n  b\n", "a: |+\n  b\n\n\n", "a: |+\n  b\n\nc: d", "a: |+\n\n\nb: c",
        "a: |-\n  b", "a: |+\n  b",
        "a: |2\n  b\n", "a: |2\n   b\n  c\n", "a: |1\n  b\n c\n", "a: |2-\n  b\n", "a: |-2\n   b\n", "a: |+1\n b\n\n",
        "- |2\n    a\n", "a: |9\nb: c",
        "a:\n  b: |1\n    c\n   d\n", "- a: |1\n    b\n", "a: |  # c\n  b\n", "a: |- # c\n  b", "a: |  \n  b\n",
        "- |\n  a\n- |\n b\n",
        "- a: |\n    b\n  c: d\n", "a:\n- |\n  b\n- c\n", "a: |\n  b\n    c\n   d\n  e\n", "a: |\n  b  \n  \tc\n",
        "a: |\n  b\n   \n  c\n", "a: |\n  b\n \n  c\n",
        "a: |\n  b\n  ", "a: |\n  b\n    ", "a: |\n  b\n ", "a: |\n  b: c\n  - d\n  'e\n  \"\n  {\n",
        "a: >\n  b\n  c\n", "a: >\n  b\n\n  c\n", "a: >\n  b\n\n\n  c\nd: e",
        "a: >\n  b\n    c\n  d\n", "a: >\n  b\n    c\n\n    d\n  e\n", "a: >-\n  b\n  c\n\n", "a: >+\n  b\n\n",
        "a: >\n\n  b\n", "a: >\n  b\n  \tc\n  d\n", "a: >\n   b\n  ",
        "a: >2\n   b\n  c\n  d\n", "a: >\n  b\n   \n  c\n", "a: |\n  é\n  ü", "a: >\n  é\n  ü\n", "a:\n  |\n  b\n",
        "a:\n  - |\n   b\n", "a:\n- >\n b\n c\n",
        "a: |\n    b\n\n        \n    c\n", "a: |+\n  b\n   ", "a: |+\n  b\n  \n", "a: |\n  \u{E9}  \n\n\n  # x",
        "a: |\n      b\n  # c\nd: e", "a: |-\n\n\n",
    ])
    func `holds literal and folded blocks`(text: String) {
        #expect(Agreement(of: text) == .same)
    }

    @Test(arguments: [
        "%YAML 1.1\n---\na: 1", "...\na: 1", "...\n", "# c\n...", "---\n...\n", "a: 1\n...\nb: 2", "a: 1\n...\n...\n",
        "a: 1\n... b", "a: 1\n...b", "a: 1\n ...\n", "a: [b\n...\n]", "a: 1\n...\n---\n", "a: 1\n---\nb: 2",
        "---\n---\na: 1", "--- a", "--- {}", "---", "...",
        "a: &x 1", "a: *x", "a: !x b", "!!map {}",
        "<<: {}", "\"<<\": {}", "a: {<<: {}}", "? a", "? a\n: b", "?a: b", ": a", "a: ?b", "a: @b", "a: `b`", "@a: b",
        "`a: b", "a: %b", "%a: b", "a: ,b", "a: ]b",
        "a: }b", "!a: b", "&a b: c", "*a : b", "a:\tb", "a: b\t", "\ta: b", "a:\n\tb: c", "-\ta", "a: b\tc",
        "- a\n\t\n- b", "a\t: b", "a: [b,\tc]",
        "a: b\n  c", "a: b\n   c: d", "a:\n  b\n  c", "- a\n  b", "a: b: c", "a: - b", "a: 'b': c", "a: [b]: c",
        "{a: b}: c", "[a]: b", "a: 'b\n  c'", "a: \"b\n  c\"",
        "a: 'b", "a: \"b", "a: [b", "a: {b", "a: [b: c]", "a: {b}", "a: {b: }", "a: {b:}", "a: {b:c}", "a: {b, c: d}",
        "a: [b:]", "a: [,]", "a: [b,,c]", "a: [b?c]",
        "a: [b]c", "a: 'b'c", "a: 'b'#c", "a: [b]#c", "a: [b,#c\n]", "a: {?b: c}", "a: [- b]", "a: [-]", "a: [b\n c]",
        "a: [b\n---\n]", "[\n...\n]", "[\n--a\n]", "a: {b\n: c}",
        #"a: "\/""#, #"a: "\'""#, #"a: "\q""#, #"a: "\x4""#, #"a: "\ud800""#, #"a: "\U00110000""#, #"a: "\U10000004""#,
        #""\x3c<": 1"#,
        "a: \"b\\\n  c\"",
        "a: 1\n b: 2", "  a: 1\n b: 2", "a:\n    b: 1\n  c: 2", "- a\n b", "- a\nb: c", "a: 1\n- b", "  - a\n - b",
        "- a: 1\n   b: 2", "- a: 1\n b: 2", "a:\n  - b\n - c", "a:\n- b\n - c",
        "a:\n  - b\n  c: d", "a: |x\n  b", "a: |0\n  b", "a: |12\n  b", "a: |--\n  b", "a: |#c\n  b", "a: |\n\tb",
        "a: |\n  b\n\tc", "a: |\n     \n  b\n", "a: |\n  b\n c: d", "a: |",
        "~: a", "null: a", "18446744073709551615: a", "a: .nan", "a: .inf", ".inf: a", "a: [-.inf]", "a\nb: c",
        "'a'\n: b", "a: \u{7F}", "a: \u{1}", "a: \u{85}b", "a: b\u{2028}c", "a: b\u{2029}", "a: \u{FEFF}b",
        "a: \u{FFFE}", "a: \u{FFFF}", "a: b\rc: d", "a: 1\r", "a: \u{0}", "\u{0}", "#\u{1}", "a: b\u{9F}",
        "\u{FEFF}\u{FEFF}a: 1",
    ])
    func `leaves to libyaml`(text: String) {
        #expect(Agreement(of: text) == .outside)
    }

    @Test func `keeps to the limits`() {
        var limits = DocumentLimits()
        limits.maximumNodes = 3
        #expect(Agreement(of: "a: 1", limits: limits) == .same)
        #expect(Agreement(of: "a: 1\nb: 2", limits: limits) == .outside)
        limits = DocumentLimits()
        limits.maximumDepth = 2
        #expect(Agreement(of: "a: 1", limits: limits) == .same)
        #expect(Agreement(of: "a: [1]", limits: limits) == .outside)
        limits = DocumentLimits()
        limits.maximumWork = 3
        #expect(Agreement(of: "[a, b, c]", limits: limits) == .same)
        #expect(Agreement(of: "[a, b, c, d]", limits: limits) == .outside)
        for depth in [10, 60, 70, 400, 20_000] {
            let brackets = Agreement(of: String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
            let dashes = Agreement(of: String(repeating: "- ", count: depth) + "a")
            #expect(brackets == (depth < 64 ? .same : .outside))
            #expect(dashes == (depth < 64 ? .same : .outside))
        }
        for length in [900, 1_100] {
            let key = String(repeating: "k", count: length)
            #expect(Agreement(of: "\(key): 1") == (length < 1_000 ? .same : .outside))
            #expect(Agreement(of: "{\"\(key)\": 1}") == (length < 1_000 ? .same : .outside))
            #expect(Agreement(of: "a: \(key)\nb: '\(key)'\nc: [\(key)]") == .same)
        }
    }
}
