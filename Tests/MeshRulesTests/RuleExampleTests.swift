import IstioSchema
import Manifests
import Testing
import Validation

@testable import MeshRules

/// One example of one rule.
struct RuleExample: CustomTestStringConvertible, Sendable {
    let rule: Rule
    let example: Example

    var testDescription: String { "\(rule.id), \(example.title)" }

    static let all = Rule.all.flatMap { rule in rule.examples.map { RuleExample(rule: rule, example: $0) } }

    /// The documents in the text of an example that is several objects.
    static func documents(in text: String) -> [MeshDocument] {
        ManifestReader().items(in: text).flatMap { item -> [MeshDocument] in
            guard case .object(let node, let source) = item.content else { return [] }
            return MeshDocumentFinder().documents(in: node, source: source)
        }
    }
}

@Suite("Examples of rules") struct RuleExampleTests {
    /// 2026-11-23, when the certificates among the examples were judged.
    static let now: Int64 = 1_795_392_000

    @Test("give the diagnostics that their comments say", arguments: RuleExample.all)
    func diagnostics(_ it: RuleExample) {
        let findings = it.example.findings(of: it.rule, now: Self.now, documents: RuleExample.documents)
        #expect(findings == it.example.expected)
        #expect(findings.isEmpty == it.example.isValid)
    }
}
