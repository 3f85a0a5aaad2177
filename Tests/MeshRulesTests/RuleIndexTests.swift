import Documents
import Foundation
import Testing
import Validation

@testable import MeshRules

/// The list of rules that users write policies by: none vanishes without a word, none changes what it is about.
@Suite("The index of rules") struct RuleIndexTests {
    private struct Row {
        let id: String
        let severities: [String]
    }

    private static let directory = URL(filePath: #filePath).deletingLastPathComponent()

    private static let rows: [Row] = {
        let text = (try? String(contentsOf: directory.appending(path: "rules-index.tsv"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let fields = line.split(separator: "\t").map(String.init)
            return Row(id: fields[0], severities: fields[1].split(separator: " ").map(String.init))
        }
    }()

    /// The ids in the table of docs/rules/retired.md.
    private static let retired: Set<String> = {
        let repository = directory.deletingLastPathComponent().deletingLastPathComponent()
        let file = repository.appending(path: "docs/rules/retired.md")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let ids = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap { line in
            line.split(separator: "`").dropFirst().first.map(String.init)
        }
        return Set(ids)
    }()

    @Test func `is built whole, but for what is retired`() {
        let severities = Dictionary(
            Rule.all.map { ($0.id.text, "\($0.severity)") }, uniquingKeysWith: { first, _ in first })
        #expect(Self.rows.count >= 243)
        for row in Self.rows {
            guard let severity = severities[row.id] else {
                #expect(Self.retired.contains(row.id), "\(row.id) is neither built nor retired")
                continue
            }
            #expect(row.severities.contains(severity), "\(row.id): \(severity), not \(row.severities)")
            #expect(!Self.retired.contains(row.id), "\(row.id) is built and retired")
        }
    }

    @Test func `lists every rule once`() {
        let ids = Self.rows.map(\.id)
        #expect(Set(ids).count == ids.count)
        let missing = Set(Rule.all.map(\.id.text)).subtracting(ids).sorted()
        #expect(missing == [], "add to Tests/MeshRulesTests/rules-index.tsv")
    }

    /// A case may be milder than its rule, but worse only where that is listed: whoever writes a policy reads the list.
    @Test("reports nothing worse than is listed", arguments: RuleExample.all)
    func severities(_ it: RuleExample) {
        guard let row = Self.rows.first(where: { $0.id == it.rule.id.text }) else { return }
        let listed =
            row.severities.contains("error") ? Severity.error : row.severities.contains("warning") ? .warning : .note
        for diagnostic in it.example.diagnostics(
            of: it.rule, now: RuleExampleTests.now, documents: RuleExample.documents)
        {
            #expect(diagnostic.severity <= listed, "\(it): \(diagnostic.severity)")
        }
    }
}
