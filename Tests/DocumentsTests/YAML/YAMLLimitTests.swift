import Documents
import Testing

/// What is small to write and large to read.
@Suite struct `Limits of the YAML reader` {
    private func failure(_ text: String, _ limits: DocumentLimits = .standard) -> YAMLError? {
        do throws(YAMLError) {
            _ = try YAMLReader(limits: limits).read(text)
            return nil
        } catch {
            return error
        }
    }

    /// `count` lists of ten aliases each of the one before.
    private func laughs(_ count: Int) -> String {
        var text = "a0: &a0 lol\n"
        for level in 1...count {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        return text
    }

    @Test func `refuse a billion laughs as Istio does`() {
        #expect(failure(laughs(9))?.problem == "document contains excessive aliasing")
        #expect(failure(laughs(40))?.problem == "document contains excessive aliasing")
        #expect(failure(laughs(2)) == nil)
    }

    @Test func `take many aliases of a small value, as Istio does`() {
        let aliases = Array(repeating: "*x", count: 2000).joined(separator: ",")
        #expect(failure("x: &x {a: 1}\ny: [\(aliases)]") == nil)
    }

    @Test func `bound what stands behind aliases`() {
        let list = Array(repeating: "1", count: 90).joined(separator: ",")
        let aliases = Array(repeating: "*x", count: 4000).joined(separator: ",")
        #expect(failure("x: &x [\(list)]\ny: [\(aliases)]")?.kind == .limit)
    }

    @Test(arguments: [("[", "]"), ("{a: ", "}"), ("- ", "")])
    func `bound the levels of nesting`(open: String, close: String) {
        func nested(_ levels: Int) -> String {
            String(repeating: open, count: levels) + String(repeating: close, count: levels)
        }
        #expect(failure(nested(400)) == nil)
        #expect(failure(nested(10_000))?.kind == .limit)
        #expect(failure("x: 1\ny:\n  " + nested(10_000))?.kind == .limit)
        // Unclosed, so that only what was opened counts.
        #expect(failure(String(repeating: open, count: 100_000))?.kind == .limit)
    }

    @Test func `bound the work of deep and long texts`() {
        let deep = String(repeating: "[", count: 500) + String(repeating: "0,", count: 50_000)
        #expect(failure(deep)?.kind == .limit)
    }

    @Test func `bound bytes and values`() {
        var limits = DocumentLimits()
        limits.maximumBytes = 10
        #expect(failure("a: 1234567", limits) == nil)
        #expect(failure("a: 12345678", limits)?.kind == .limit)
        limits = DocumentLimits()
        limits.maximumNodes = 5
        #expect(failure("[1,2,3,4]", limits) == nil)
        #expect(failure("[1,2,3,4,5]", limits)?.kind == .limit)
    }

    @Test func `bound how often a text is mended`() {
        let text = "[" + Array(repeating: "a:", count: 1000).joined(separator: ",") + "]"
        #expect(failure(text) != nil)
    }
}
