import IstioSchema
import Testing

@Suite struct `Patterns of names` {
    @Test(arguments: [
        ("istio", "istio", true), ("istio", "istio-a", false), ("istio-*", "istio-", true), ("istio-*", "istio", false),
        ("istio-*", "istio-1-24", true), ("*", "", true), ("*", "a", true), ("**", "a", true), ("a*a", "a", false),
        ("a*a", "aa", true), ("a*b*c", "abc", true), ("a*b*c", "acb", false), ("a*b*c", "aXbYbZc", true),
        ("*b*", "b", true), ("*ab*ab*", "aab ab", true), ("*ab*ab*", "abab", true), ("*ab*ab*", "aab", false),
        ("", "", true), ("", "a", false), ("é*", "éa", true), ("é*", "e\u{301}a", false), ("é", "e\u{301}", false),
        ("Karl", "\u{212A}arl", false), ("K*", "\u{212A}arl", false), ("*é", "aé", true),
        ("a*", "é", false), ("system:serviceaccount:*:deployer", "system:serviceaccount:shop:deployer", true),
    ])
    func `fit`(pattern: String, name: String, fits: Bool) {
        #expect(NamePattern(pattern).matches(name) == fits)
    }

    @Test func `fit as every way to split a name says`() {
        // Every pattern of up to five signs, with every name of up to five letters.
        let patterns = words(of: ["a", "b", "*"], upTo: 5)
        let names = words(of: ["a", "b"], upTo: 5)
        for pattern in patterns {
            for name in names {
                #expect(NamePattern(pattern).matches(name) == Self.fits(pattern[...], name[...]), "\(pattern) \(name)")
            }
        }
    }

    private func words(of letters: [String], upTo length: Int) -> [String] {
        var all = [""]
        var last = [""]
        for _ in 0..<length {
            last = last.flatMap { word in letters.map { word + $0 } }
            all += last
        }
        return all
    }

    private static func fits(_ pattern: Substring, _ name: Substring) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        if first == "*" {
            return fits(pattern.dropFirst(), name) || (!name.isEmpty && fits(pattern, name.dropFirst()))
        }
        return name.first == first && fits(pattern.dropFirst(), name.dropFirst())
    }
}
