import Testing

@testable import MeshRules

@Suite("The syntax of RE2") struct RE2SyntaxTests {
    @Test(
        arguments: [
            "", ".*", "a|b", "|", "()*", "(a|)", "^*", "a*?", "a{2}", "a{2,}?", "a{0,1000}", "a{,3}", "{1", "a{x}*",
            "a{01}", "{pod_ip}", "http.{pod_ip}_.*", "(?i)a", "a(?i)*", "(?i-s:a)", "(?P<name_1>a)", "[]a]", "[^]]",
            "[a-]", "[-a]",
            "[[:alpha:][:^digit:]]", "[[:]", "[a[:b]", #"[\d-z]"#, #"\d\D\s\S\w\W\b\B\A\z\C"#, #"\Q*(\E+"#, #"\Q[("#,
            #"\x41\x{1F600}\07\12\n\_\."#, #"\pL\p{Greek}+[\pN\P{Lu}]"#, "]", "}", "é*", "[à-ü]",
            #"vhost\..*\.route\..*"#,
        ])
    func `takes`(_ expression: String) { #expect(RE2Syntax.problem(of: expression) == nil) }

    @Test(
        arguments: [
            ("*.x", "* has nothing to repeat"), ("a|+", "+ has nothing to repeat"),
            ("(?i)*", "* has nothing to repeat"), ("(*a)", "* has nothing to repeat"),
            ("{2}", "{2} has nothing to repeat"), (#"\Q\E*"#, "* has nothing to repeat"),
            ("a**", "* repeats a repetition"), ("a*{2}", "{2} repeats a repetition"),
            ("a??+", "+ repeats a repetition"),
            ("a{1001}", "{1001} is more than 1000"), ("a{3,2}", "{3,2} is backwards"), ("(a", "a ( is not closed"),
            ("a)", ") closes no ("), ("[", "a [ is not closed"), ("[]", "a [ is not closed"),
            ("[^]", "a [ is not closed"), ("[a-", "a [ is not closed"), ("[z-a]", "a range in [ ] is backwards"),
            ("[[:alph:]]", "[:alph:] is no class"),
            ("(?!x)", "(?! has no meaning"), ("(?=x)", "(?= has no meaning"), ("(?<!x)", "(?<! has no meaning"),
            ("(?>x)", "(?> has no meaning"), ("(?x)a", "(?x has no meaning"), ("(?-)", "(?- has no flag"),
            ("(?", "a ( is not closed"), ("(?P=a)", "(?P has no meaning"), ("(?P<>a)", "(?P< has no name"),
            ("(?P<a", "(?P< has no name"), (#"a\"#, #"it ends in a \"#), (#"(a)\1"#, #"\1 has no meaning"#),
            (#"a\Z"#, #"\Z has no meaning"#), (#"[\b]"#, #"\b has no meaning"#), (#"[a-\d]"#, #"\d has no meaning"#),
            (#"\x4"#, #"\x has no meaning"#), (#"\x{}"#, #"\x has no meaning"#), (#"\p{Lu"#, #"a \p{ is not closed"#),
        ])
    func `refuses`(_ expression: String, _ problem: String) {
        #expect(RE2Syntax.problem(of: expression) == problem)
    }

    /// Releases of RE2 differ, or a table of Unicode's would be needed.
    @Test(arguments: ["(?<name>a)*(", #"\E("#, #"\é("#, #"\p"#, #"\p{NoSuchClass}"#, "(?P<é>a)"])
    func `leaves open`(_ expression: String) { #expect(RE2Syntax.problem(of: expression) == nil) }

    @Test func `reads long ones in one pass`() {
        #expect(RE2Syntax.problem(of: String(repeating: "[:", count: 2000)) == "a [ is not closed")
        #expect(RE2Syntax.problem(of: String(repeating: "(", count: 4096)) == "a ( is not closed")
        #expect(RE2Syntax.problem(of: String(repeating: "(", count: 4097)) == nil)
    }
}
