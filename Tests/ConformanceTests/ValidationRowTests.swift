import Foundation
import MeshRules
import Testing
import Validation

/// The checks of Istio's validators (validation-rules.json) against our rules, both ways.
///
/// A row that begins with `+` names what Istio's code does and the facts have no row for.
@Suite struct `Rows of Istio's validators` {
    private struct Facts: Decodable {
        let rules: [Row]

        struct Row: Decodable {
            let id: String
            let level: String
        }
    }

    /// Who answers for a row that no rule stands for.
    private static let others: Set = [
        "decoder", "API server", "runtime, not judged", "pod annotation, not judged", "not checked by Istio",
    ]

    private let facts: Facts
    private let rules: [String: [String]]

    init() throws {
        let data = try Data(contentsOf: Corpus.folder.appending(path: "validation-rules.json"))
        facts = try JSONDecoder().decode(Facts.self, from: data)
        var rules: [String: [String]] = [:]
        for row in Corpus.rows(of: "validation-rows.tsv") {
            // A reason may hold a comma, a rule's id may not.
            rules[row[0]] = Self.others.contains(row[1]) ? [row[1]] : row[1].split(separator: ",").map(String.init)
        }
        self.rules = rules
    }

    @Test func `each stand for a rule, or say who else answers for them`() {
        #expect(facts.rules.count == 168)
        let ids = Set(Rule.all.map(\.id.text))
        for row in facts.rules {
            guard let named = rules[row.id], !named.isEmpty else {
                Issue.record("\(row.id) has no rule")
                continue
            }
            for name in named { #expect(ids.contains(name) || Self.others.contains(name), "\(row.id): \(name)") }
        }
        let known = Set(facts.rules.map(\.id))
        for id in rules.keys where !id.hasPrefix("+") { #expect(known.contains(id), "\(id) is no row") }
    }

    @Test func `name every rule whose mistakes Istio refuses`() {
        let named = Set(rules.values.joined())
        for rule in Rule.all where rule.effect == .rejected {
            #expect(named.contains(rule.id.text), "\(rule.id) refuses, and no row says that Istio does")
        }
    }

    @Test func `are refusals where Istio refuses`() {
        let rejecting = Set(Rule.all.filter { $0.effect == .rejected }.map(\.id.text))
        for row in facts.rules where row.level == "error" {
            let named = rules[row.id] ?? []
            #expect(named.allSatisfy { Self.others.contains($0) || rejecting.contains($0) }, "\(row.id): \(named)")
        }
    }
}
