import Documents
import Foundation
import IstioSchema
import MeshRules
import Testing
import Validation

/// What Istio says of a document that it accepts: warnings, what it logs of providers, and what a strict decoding finds.
@Suite struct `Remarks of Istio` {
    @Test(arguments: Corpus.releases)
    func `have a diagnostic of ours`(release: IstioVersion) throws {
        let validator = Validator(rules: Rule.all, version: release)
        var warnings = Tally()
        var logged = Tally()
        var strict = Tally()
        for corpusCase in Corpus.cases {
            guard let verdict = corpusCase.verdicts[release.description], verdict.ok,
                verdict.warnings != nil || verdict.logged != nil || verdict.strict != nil,
                Corpus.deviations[corpusCase.id] == nil
            else { continue }
            let diagnostics = validator.report(on: try corpusCase.document()).diagnostics
            if verdict.warnings != nil { warnings.count(!diagnostics.isEmpty, corpusCase) }
            if let findings = verdict.logged, !findings.allSatisfy(Self.isOfProviderUnknownToTheValidator) {
                logged.count(diagnostics.contains { $0.severity > .note }, corpusCase)
            }
            if verdict.strict != nil { strict.count(diagnostics.contains(where: Self.isOfName), corpusCase) }
        }
        print("Istio \(release): warnings \(warnings), logged \(logged), strict \(strict)")
        for tally in [warnings, logged, strict] where !tally.missed.isEmpty {
            print("  \(release) without a diagnostic: \(tally.missed.prefix(12).joined(separator: "; "))")
        }
        #expect(warnings.missed.isEmpty)
        #expect(logged.missed.isEmpty)
        #expect(strict.missed.isEmpty)
    }

    /// Releases from 1.27 on have the provider type `sds`, which their validator does not know: nothing is wrong.
    private static func isOfProviderUnknownToTheValidator(_ finding: String) -> Bool {
        finding.contains("ExtensionProvider_Sds")
    }

    private static func isOfName(_ diagnostic: Diagnostic) -> Bool {
        diagnostic.concernsFieldName || diagnostic.id == .meshFieldNeedsVersion
    }

    private struct Tally: CustomStringConvertible {
        private var all = 0
        private(set) var missed: [String] = []

        mutating func count(_ isSeen: Bool, _ corpusCase: CorpusCase) {
            all += 1
            if !isSeen { missed.append("\(corpusCase.id) \(corpusCase.note ?? "")") }
        }

        var description: String { "\(all - missed.count) of \(all)" }
    }
}
