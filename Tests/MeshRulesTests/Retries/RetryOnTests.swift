import IstioSchema
import Testing
import Validation

@testable import MeshRules

@Suite("The one retry policy") struct RetryOnTests {
    /// What is worked out of it is kept for the document, so that there must be no second one.
    @Test func `is in one field of one message`() {
        let fields = MessageName.allCases.flatMap { message in
            message.shape.fields.filter { $0.type == .message(.httpRetry) }.map { "\(message).\($0.name)" }
        }
        #expect(fields == ["meshConfig.defaultHttpRetryPolicy"])
    }

    @Test(arguments: [
        ("a,b", "a b"), (",a,,b,", "a b"), (" a , b ", "a b"), ("a", "a"), ("a b,\u{A0}c\u{2003}", "a b c"), (",,", ""),
        ("\té,503", "é 503"),
    ])
    func `is split as Istio splits it`(_ text: String, _ words: String) {
        let mesh = "defaultHttpRetryPolicy: {attempts: 1, retryOn: \"\(text)\"}"
        let rule = Rule(
            "a-b", .note, .advice, in: .httpRetry, summary: "", rationale: "", fix: "", sources: [], examples: []
        ) { policy, report in
            let list = report.retryOn(of: policy)
            report.add(list.map { $0.words.joined(separator: " ") } ?? "none", at: policy)
        }
        let report = Validator(rules: [rule], version: .newest).report(on: MeshDocument(.mesh, .text(mesh)))
        #expect(report.diagnostics.map(\.message) == [words])
    }
}
