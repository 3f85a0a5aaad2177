import Documents
import IstioSchema
import MeshRules
import Testing
import Validation

/// A rule that names the fields it needs is not run on messages without them.
@Suite struct `Fields that rules need` {
    @Test(arguments: Corpus.releases)
    func `change nothing of what is said`(release: IstioVersion) throws {
        let free = Rule.all.map { rule in
            Rule(
                rule.id, rule.severity, rule.effect, summary: rule.summary, rationale: rule.rationale, fix: rule.fix,
                sources: rule.sources, releases: rule.releases, examples: rule.examples, check: rule.check)
        }
        let validator = Validator(rules: Rule.all, version: release)
        let validatorOfAll = Validator(rules: free, version: release)
        for corpusCase in Corpus.cases {
            guard let document = try? corpusCase.document() else { continue }
            let said = validator.report(on: document).diagnostics.map(line)
            #expect(said == validatorOfAll.report(on: document).diagnostics.map(line), "\(corpusCase.id)")
        }
    }

    private func line(_ diagnostic: Diagnostic) -> String {
        "\(diagnostic.id) \(diagnostic.path) \(diagnostic.mark?.description ?? "-") \(diagnostic.message)"
    }
}
