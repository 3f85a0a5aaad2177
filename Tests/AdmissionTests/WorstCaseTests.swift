import Documents
import IstioSchema
import Testing
import Validation

@testable import Admission
@testable import MeshRules

/// Texts that cost much to judge: each is answered, and what bounds its cost is held.
@Suite("What costs the most") struct WorstCaseTests {
    private static let handler = AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy()))

    private func answer(_ mesh: String) -> ReviewAnswer {
        ReviewAnswer(Self.handler.answer(ReviewBuilder(mesh: mesh).content, now: 0))
    }

    private static func lines(_ head: String, upTo bytes: Int = 300_000, _ line: (Int) -> String) -> String {
        var text = head
        var number = 0
        while text.utf8.count < bytes {
            text += line(number)
            number += 1
        }
        return text
    }

    @Test(
        "is answered within its budgets",
        arguments: [
            lines("") { "conectTimeout\($0): 1\n" },
            lines("extensionProviders:\n") { "- {name: p\($0), zipkin: {service: 'a b', port: 99999}}\n" },
            lines("extensionProviders:\n- name: a\n  envoyOtelAls: {service: a.b, port: 1, logFormat: {labels: {\n") {
                "x\($0): '%FOO%',\n"
            } + "}}}\n",
            lines("serviceSettings:\n- settings: {clusterLocal: true}\n  hosts:\n") { "  - '*.a\($0).b'\n" },
            lines("trustDomainAliases:\n") { "- ${A\($0)}\n" },
            lines("defaultConfig:\n  proxyMetadata:\n") { "    ISTIO_META_DNS_CAPTUR\($0): 'x'\n" },
            lines("") { _ in "# sekisho:allow a b\n" } + "a: 1\n",
            "trustDomain: \"" + String(repeating: "${", count: 200_000) + "\"\n",
            "connectTimeout: \"a" + String(repeating: "\u{301}", count: 200_000) + "\"\n",
            "outboundClusterStatName: \"" + String(repeating: "%FOO%", count: 50_000) + "\"\n",
            "defaultHttpRetryPolicy: {retryOn: \"" + String(repeating: "503,", count: 60_000) + "\"}\n",
        ])
    func budgets(_ mesh: String) {
        let answer = answer(mesh)
        #expect(answer.status == 200)
        #expect(answer.text.utf8.count < 64 << 10)
    }

    @Test func `one character of a million marks is cut as any text is`() throws {
        let answer = answer("connectTimeout: \"a" + String(repeating: "\u{301}", count: 500_000) + "\"\n")
        #expect(answer.isAllowed == false)
        #expect(try #require(answer.causes.first?["message"]).unicodeScalars.count <= 300)
        #expect(answer.message.unicodeScalars.count <= 1000)
    }

    @Test func `more values than any mesh has are denied, with their number`() {
        let answer = answer(Self.lines("", upTo: 500_000) { "a\($0): 1\n" })
        #expect(answer.isAllowed == false)
        #expect(answer.message.contains("more than 40000 values"))
    }

    @Test func `more values than any review has are refused`() {
        var review = ReviewBuilder(mesh: "")
        review.data = Dictionary(uniqueKeysWithValues: (0..<200_000).map { ("\($0)", "") })
        #expect(Self.handler.answer(review.content, now: 0).status == 400)
    }

    @Test func `a near name is looked for at the first mistakes only`() {
        let labels = Self.lines("", upTo: 20_000) { "x\($0): '%REQUEST_METHO%',\n" }
        let mesh =
            "extensionProviders:\n- name: a\n  envoyOtelAls: {service: a.b.c, port: 1, logFormat: {labels: {\n\(labels)}}}\n"
        let document = MeshDocument(.mesh, .text(mesh))
        let report = Validator(rules: [.accessLogFormatOperator], version: .newest).report(on: document)
        #expect(report.diagnostics.count >= 100)
        #expect(report.diagnostics.filter { $0.message.contains("did you mean") }.count <= 20)
    }
}
