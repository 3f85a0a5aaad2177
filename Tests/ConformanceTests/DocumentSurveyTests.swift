import Documents
import Testing

@testable import MeshRules

/// Where the reader of YAML says that a document cannot hold what the survey looks for, nobody walks over it.
@Suite struct `The survey of a document` {
    @Test func `finds the same where the reader has said what may be there`() throws {
        var skipped = 0
        var found = 0
        for corpusCase in Corpus.cases {
            guard let root = try? YAMLReader().read(corpusCase.yaml).root else { continue }
            let survey = lines(DocumentSurvey(of: root, lookingFor: root.mayHold))
            #expect(survey == lines(DocumentSurvey(of: root, lookingFor: .all)), "\(corpusCase.id)")
            if root.mayHold.isEmpty { skipped += 1 }
            if !survey.isEmpty { found += 1 }
        }
        #expect(skipped > 1_000)
        #expect(found > 5)
    }

    private func lines(_ survey: DocumentSurvey) -> [String] {
        survey.placeholders.map { "placeholder \($0.place.path)" } + survey.privateKeys.map { "key \($0.place.path)" }
            + survey.booleanKeys.map { "boolean \($0.place.path)" }
    }
}
