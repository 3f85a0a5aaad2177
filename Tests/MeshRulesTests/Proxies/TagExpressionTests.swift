import Testing

@testable import MeshRules

@Suite("An extra tag as an expression") struct TagExpressionTests {
    @Test(
        arguments: [
            "", "request_operation", "request.host", "(?:a)", "?:a", "a(b)c", "[a-z]", "a{2}", "x*y", "a|b", "a+?",
            "a)(b", "^a$", "()*a", "é", "x=",
            // What libraries disagree about, or the template closes.
            "request.headers['x-foo']", "a**", "[]", "[^]", "a]", "(?=a", "?=a", "x)(?", "a{b", #"a\("#, "[[:x:]",
            #"a"}, {"regex": "("#, "^*",
        ])
    func `may be read`(_ tag: String) { #expect(TagExpression.problem(of: tag) == nil) }

    @Test(
        arguments: [
            ("a(", "a ( is not closed"), ("(", "a ( is not closed"), ("a)(b(", "a ( is not closed"),
            ("x)", ") closes no ("), ("a))(", ") closes no ("), ("[a", "a [ is not closed"),
            ("[^a", "a [ is not closed"), ("*a", "* has nothing to repeat"), ("+a", "+ has nothing to repeat"),
            ("a|?", "? has nothing to repeat"), ("a(?b)", "? has nothing to repeat"),
            ("(*a)", "* has nothing to repeat"),
        ])
    func `is refused`(_ tag: String, _ problem: String) { #expect(TagExpression.problem(of: tag) == problem) }

    @Test func `is read in one pass, and not when it is long`() {
        #expect(TagExpression.problem(of: String(repeating: "(", count: 4096)) == "a ( is not closed")
        #expect(TagExpression.problem(of: String(repeating: "(", count: 4097)) == nil)
    }
}
