import Documents
import Foundation
import IstioSchema
import MeshRules
import Testing
import Validation

/// Our verdict against that of Istio's own code: at least one diagnostic of effect `rejected`, or none.
@Suite struct `Verdicts of Istio` {
    @Test func `are all there to compare with`() {
        #expect(Corpus.cases.count == 3463)
    }

    @Test(arguments: Corpus.releases)
    func `agree with ours`(release: IstioVersion) throws {
        let validator = Validator(rules: Rule.all, version: release)
        var agreed = 0
        var deviating = 0
        var disagreements: [Disagreement] = []
        for corpusCase in Corpus.cases {
            guard let verdict = corpusCase.verdicts[release.description] else { continue }
            let rejections = rejections(of: corpusCase, validator)
            let agrees = rejections.isEmpty == verdict.ok || corpusCase.flaky == true
            let isListed = Corpus.deviations[corpusCase.id]?[release.description] != nil
            switch (agrees, isListed) {
            case (true, false): agreed += 1
            case (false, true): deviating += 1
            default: disagreements.append(Disagreement(corpusCase, verdict, rejections, agrees: agrees))
            }
        }
        print("Istio \(release): \(agreed) agree, \(deviating) deviate as listed, \(disagreements.count) disagree")
        report(disagreements, release)
        #expect(disagreements.count == 0, "CONFORMANCE=all prints each")
        #expect(deviating * 1000 <= Corpus.cases.count * 3, "at most 0.3 % may deviate")
    }

    private func rejections(of corpusCase: CorpusCase, _ validator: Validator) -> [Diagnostic] {
        do throws(YAMLError) {
            return validator.report(on: try corpusCase.document()).diagnostics.filter { $0.effect == .rejected }
        } catch {
            return [
                Diagnostic(
                    id: .meshYAMLSyntax, severity: .error, effect: .rejected, path: .root, mark: error.mark,
                    message: error.problem)
            ]
        }
    }

    private func report(_ disagreements: [Disagreement], _ release: IstioVersion) {
        let wanted = ProcessInfo.processInfo.environment["CONFORMANCE"] ?? ""
        for (group, cases) in Dictionary(grouping: disagreements, by: \.group).sorted(by: { $0.key < $1.key }) {
            print("  \(release) \(group): \(cases.count)")
            guard !wanted.isEmpty, wanted == "all" || group.contains(wanted) else { continue }
            for disagreement in cases { print("    \(disagreement)") }
        }
    }
}

/// A document on which we say something else than Istio, or on which we agree though it is listed.
private struct Disagreement: CustomStringConvertible {
    let group: String
    let description: String

    init(_ corpusCase: CorpusCase, _ verdict: CorpusVerdict, _ rejections: [Diagnostic], agrees: Bool) {
        let rule = corpusCase.rule.map { " " + $0 } ?? ""
        let side =
            agrees
            ? "listed, but agrees" : verdict.ok ? "only we refuse" : "only Istio refuses (\(verdict.stage ?? ""))"
        group = "\(side): \(corpusCase.kind) \(corpusCase.family) \(corpusCase.class)\(rule)"
        let ours = rejections.map { "\($0.path): \($0.message) [\($0.id)]" }
        description = "\(corpusCase.id) \(corpusCase.note ?? ""): ours \(ours), Istio's \(verdict.errors ?? [])"
    }
}
