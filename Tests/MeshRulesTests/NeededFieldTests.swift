import Documents
import IstioSchema
import Testing
import Validation

@testable import MeshRules

/// A rule that names the fields it needs is not run where none is written; it must have had nothing to say there.
@Suite("Fields that rules need") struct NeededFieldTests {
    private static let rules = Rule.all.filter { !$0.needs.isEmpty }

    @Test func `are fields of the rule's message`() {
        for rule in Self.rules {
            guard case .message(let name, _) = rule.check else {
                Issue.record("\(rule.id) looks at no message")
                continue
            }
            #expect(name.shape.fields(named: rule.needs) != nil, "\(rule.id)")
        }
        #expect(Self.rules.count > 100)
    }

    @Test func `change nothing of what is said of any example`() {
        for version in IstioVersion.allCases {
            let examples = Rule.all.flatMap { rule in
                rule.examples.filter { $0.version == version }.map { ($0, $0.kind ?? rule.homeKind) }
            }
            guard !examples.isEmpty else { continue }
            let validator = Validator(rules: Self.rules, version: version)
            let free = Validator(rules: Self.rules.map(\.withoutNeeds), version: version)
            for (example, kind) in examples {
                for text in [example.text, example.old].compactMap(\.self) {
                    let document = ExampleDocument(kind: kind, text: text, object: example.object).document()
                    guard let document, document.rootMessage != nil else { continue }
                    #expect(said(of: document, by: validator) == said(of: document, by: free), "\(text)")
                }
            }
        }
    }

    /// Takes the fields out of each example of the rule, so that nothing may be left to say.
    @Test func `leave the rule nothing to say where they are missing`() {
        for rule in Self.rules {
            guard case .message(let name, _) = rule.check else { continue }
            let fields = name.shape.fields.filter { rule.needs.contains($0.name) }
            let names = Set(fields.map(\.name) + fields.map(\.protoName))
            for example in rule.examples {
                let it = ExampleDocument(
                    kind: example.kind ?? rule.homeKind, text: example.text, object: example.object)
                guard let document = it.document(without: names) else { continue }
                let free = Validator(rules: [rule.withoutNeeds], version: example.version)
                let said = said(of: document, by: free).filter { $0.hasPrefix(rule.id.text) }
                #expect(said == [], "\(rule.id), \(example.title)")
            }
        }
    }

    private func said(of document: MeshDocument, by validator: Validator) -> [String] {
        validator.report(on: document, now: Example.judgedAt).diagnostics.map {
            "\($0.id) \($0.path) \($0.mark?.description ?? "-") \($0.message)"
        }
    }
}

/// The document that an example's text is.
private struct ExampleDocument {
    let kind: MeshDocument.Kind
    let text: String
    let object: ObjectReference?

    /// - Parameter names: keys that are taken out, wherever they stand.
    func document(without names: Set<String> = []) -> MeshDocument? {
        guard let node = try? YAMLReader().read(text).root.without(names) else { return nil }
        return MeshDocument(kind, .node(node), object: object ?? ObjectReference(of: node))
    }
}

extension Node {
    fileprivate func without(_ names: Set<String>) -> Node {
        switch value {
        case .mapping(let entries):
            let rest = entries.filter { !names.contains($0.name) }.map { entry in
                Entry(name: entry.name, key: entry.key, value: entry.value.without(names), isMerged: entry.isMerged)
            }
            return Node(.mapping(rest), mark: mark, end: end, style: style)
        case .sequence(let elements):
            return Node(.sequence(elements.map { $0.without(names) }), mark: mark, end: end, style: style)
        default:
            return self
        }
    }
}

extension Rule {
    /// The rule as it would be without naming what it needs.
    fileprivate var withoutNeeds: Rule {
        Rule(
            id, severity, effect, summary: summary, rationale: rationale, fix: fix, sources: sources,
            releases: releases, examples: examples, check: check)
    }
}
