import Documents
import IstioSchema
import Testing
import Validation

@testable import Admission
@testable import MeshRules

@Suite("A report that is kept") struct ReportCacheTests {
    private static let now: Int64 = 1_795_392_000

    private func handler(_ cache: ReportCache?) -> AdmissionHandler {
        AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy(), cache: cache))
    }

    @Test func `changes no answer, in whatever order reviews come`() throws {
        let cache = ReportCache(maximumBytes: 16 << 20)
        let keeping = handler(cache)
        let forgetting = handler(nil)
        var reviews = try RecordedReview.names.map(RecordedReview.content)
        reviews += Rule.all.flatMap { rule in rule.examples.prefix(1).map { ReviewBuilder(mesh: $0.text).content } }
        for review in reviews + reviews.reversed() {
            #expect(keeping.answer(review, now: Self.now).body == forgetting.answer(review, now: Self.now).body)
        }
        #expect(cache.counts.hits > reviews.count / 2)
    }

    @Test func `is found again by another operation, and made anew for another object, label or release`() {
        let cache = ReportCache(maximumBytes: 16 << 20)
        let handler = handler(cache)
        var review = ReviewBuilder(mesh: "enableTracing: true\n")
        func misses() -> Int {
            let before = cache.counts.misses
            _ = handler.answer(review.content, now: Self.now)
            return cache.counts.misses - before
        }
        #expect(misses() == 1)
        #expect(misses() == 0)
        review.user = "somebody else"
        #expect(misses() == 0)
        review = ReviewBuilder(from: "enableTracing: true\n", to: "enableTracing: false\n")
        #expect(misses() == 1)
        review.annotations = ["sekisho.dev/allow": "enable-tracing-false"]
        #expect(misses() == 2)
        review.labels = ["istio.io/rev": "1-24"]
        #expect(misses() == 2)
        review.name = "istio-1-24"
        #expect(misses() == 2)
    }

    @Test func `begins as a reading where only the old state was asked for`() {
        let cache = ReportCache(maximumBytes: 16 << 20)
        let handler = handler(cache)
        let old = "enableTracing: true\nproxyListenPort: 80\n"
        func counts(_ review: ReviewBuilder) -> [Int] {
            let before = cache.counts
            let fresh = self.handler(nil).answer(review.content, now: Self.now).body
            #expect(handler.answer(review.content, now: Self.now).body == fresh)
            return [cache.counts.hits - before.hits, cache.counts.misses - before.misses]
        }
        // Nothing would be denied, so that the old state is only read.
        #expect(counts(ReviewBuilder(from: old, to: "enableTracing: true\n")) == [0, 2])
        #expect(counts(ReviewBuilder(from: old, to: "enableTracing: true\n")) == [2, 0])
        // What would be denied may have been there before: the reading is found, and a report made of it.
        #expect(counts(ReviewBuilder(from: old, to: old + "connectTimeout: 2h\n")) == [1, 2])
        #expect(counts(ReviewBuilder(mesh: old)) == [1, 0])
    }

    @Test func `is not taken for that of a text which only looks the same`() {
        let handler = handler(ReportCache(maximumBytes: 16 << 20))
        // Both are YAML; U+037E and U+212A are canonically equivalent to a semicolon and K.
        for (plain, odd) in [
            ("trustDomain: K\n", "trustDomain: \u{212A}\n"), ("rootNamespace: ;\n", "rootNamespace: \u{37E}\n"),
        ] {
            #expect(plain == odd)
            let fresh = self.handler(nil).answer(ReviewBuilder(mesh: odd).content, now: Self.now).body
            _ = handler.answer(ReviewBuilder(mesh: plain).content, now: Self.now)
            #expect(handler.answer(ReviewBuilder(mesh: odd).content, now: Self.now).body == fresh)
        }
    }

    @Test func `is told in the same words each time, and in others where a change softens it`() {
        let mesh = "defaultConfig: {concurrency: -1}\nenableTracing: true\nproxyListenPort: 80\n"
        let handler = handler(ReportCache(maximumBytes: 16 << 20))
        let reviews = [
            ReviewBuilder(mesh: mesh), ReviewBuilder(from: mesh, to: mesh),
            ReviewBuilder(from: mesh, to: mesh + "accessLogFile: /dev/stdout\n"), ReviewBuilder(mesh: mesh),
        ]
        for review in reviews + reviews {
            let fresh = self.handler(nil).answer(review.content, now: Self.now).body
            #expect(handler.answer(review.content, now: Self.now).body == fresh)
        }
    }

    @Test func `is not kept where it depends on the time`() {
        let cache = ReportCache(maximumBytes: 16 << 20)
        let handler = handler(cache)
        let review = ReviewBuilder(mesh: ExampleCertificates.mesh((ExampleCertificates.endingRoot, ""))).content
        let days: Int64 = 86_400
        let answers = [0, 40].map { handler.answer(review, now: Example.judgedAt + $0 * days).body }
        #expect(answers[0] != answers[1])
        #expect(cache.counts.hits == 0)
    }

    @Test func `goes when more is kept than there is room for, the one longest unused first`() {
        let cache = ReportCache(maximumBytes: 16384)
        let handler = handler(cache)
        func isKept(_ mesh: String) -> Bool {
            let before = cache.counts.hits
            _ = handler.answer(ReviewBuilder(mesh: mesh).content, now: Self.now)
            return cache.counts.hits > before
        }
        func text(_ number: Int) -> String {
            "# " + String(repeating: "x", count: 500) + "\nproxyListenPort: \(number)\n"
        }
        #expect(!isKept(text(1)))
        for number in 2...4 {
            #expect(!isKept(text(number)))
            #expect(isKept(text(1)))
        }
        for number in 5...12 { _ = isKept(text(number)) }
        #expect(isKept(text(12)))
        #expect(!isKept(text(1)))
        // A text over a quarter of the room would push out all others.
        let large = "# " + String(repeating: "x", count: 4096) + "\n"
        #expect(!isKept(large))
        #expect(!isKept(large))
    }

    @Test func `is weighed by what is made of a text, of which a list of letters makes most`() {
        let cache = ReportCache(maximumBytes: 4 << 20)
        let handler = handler(cache)
        func hits(_ mesh: String) -> Int {
            for _ in 0..<2 { _ = handler.answer(ReviewBuilder(mesh: mesh).content, now: Self.now) }
            return cache.counts.hits
        }
        let comment = "# " + String(repeating: "x", count: 12_000) + "\nenableTracing: true\n"
        #expect(hits(comment) == 1)
        let letters = "trustDomainAliases: [\(Array(repeating: "a", count: 6000).joined(separator: ","))]\n"
        #expect(letters.utf8.count < comment.utf8.count + 100)
        #expect(hits(letters) == 1)
    }
}
