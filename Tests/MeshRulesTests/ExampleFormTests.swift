import Documents
import Foundation
import IstioSchema
import Manifests
import Testing
import Validation

@testable import MeshRules

/// The same mistake in another form of the same document is the same mistake.
@Suite("Examples in other forms") struct ExampleFormTests {
    /// Texts of Istio's messages, which the forms below can be made of.
    private static let texts = RuleExample.all.filter { it in
        !(it.example.kind ?? it.rule.homeKind).isWholeObject && !it.isOfChange
    }

    @Test("give the same with a byte order mark", arguments: texts)
    func byteOrderMark(_ it: RuleExample) {
        #expect(messages(of: it, "\u{FEFF}" + it.example.text) == messages(of: it, it.example.text))
    }

    @Test("give the same in a literal block of a ConfigMap", arguments: texts)
    func configMap(_ it: RuleExample) throws {
        guard Self.withoutBlock[it.rule.id.text] == nil, it.kind != .proxyConfigAnnotation else { return }
        let text = it.example.text.hasSuffix("\n") ? it.example.text : it.example.text + "\n"
        let indented = text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        let key = it.key
        // Keeps the last line break, so that the block is the text.
        let object =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \(it.configMap), namespace: istio-system}\n"
            + "data:\n  \(key): |2\n" + indented.joined(separator: "\n").replacing("\n    \n", with: "\n\n")
        let node = try YAMLReader().read(object).root
        let documents = MeshDocumentFinder().documents(in: node)
        let document = try #require(documents.first { $0.kind == it.kind }, "\(object)")
        let found = Validator(rules: [it.rule], version: it.example.version).report(
            on: document, now: RuleExampleTests.now)
        let ours = found.diagnostics.filter { $0.id == it.rule.id }
            .map { "\($0.mark.map { "\($0.line): " } ?? "")\($0.message)" }.sorted()
        #expect(ours == messages(of: it, it.example.text))
    }

    @Test("give the same as JSON", arguments: texts)
    func json(_ it: RuleExample) throws {
        guard Self.withoutJSON[it.rule.id.text] == nil, let root = try? YAMLReader().read(it.example.text).root else {
            return
        }
        // JSON has one word for null.
        let wanted = messages(of: it, it.example.text, lines: false).map { $0.replacing(", not ~", with: ", not null") }
        #expect(messages(of: it, root.asJSON, lines: false) == wanted, "\(root.asJSON)")
    }

    private func messages(of it: RuleExample, _ text: String, lines: Bool = true) -> [String] {
        let document = MeshDocument(it.kind, .text(text), object: it.example.object ?? ObjectReference())
        let report = Validator(rules: [it.rule], version: it.example.version).report(
            on: document, now: RuleExampleTests.now)
        return report.diagnostics.filter { $0.id == it.rule.id }
            .map { "\(lines ? $0.mark.map { "\($0.line): " } ?? "" : "")\($0.message)" }.sorted()
    }

    /// Rules that a literal block says nothing about.
    private static let withoutBlock: [String: String] = [:]

    /// Rules about what JSON has no words for.
    private static let withoutJSON: [String: String] = [
        "mesh-yaml-syntax": "JSON has a syntax of its own",
        "mesh-yaml11-boolean-trap": "JSON quotes its strings",
        "mesh-multiple-documents": "JSON has no documents",
        "mesh-duplicate-key": "the message names the line of the first",
    ]
}

extension RuleExample {
    fileprivate var kind: MeshDocument.Kind { example.kind ?? rule.homeKind }

    fileprivate var isOfChange: Bool {
        switch rule.check {
        case .change, .together: true
        default: false
        }
    }

    fileprivate var key: String {
        switch kind {
        case .meshNetworks: "meshNetworks"
        case .injectorConfig: "config"
        case .injectorValues: "values"
        default: "mesh"
        }
    }

    fileprivate var configMap: String {
        let usual = kind == .injectorConfig || kind == .injectorValues ? "istio-sidecar-injector" : "istio"
        let name = example.object?.name ?? ""
        return name.isEmpty ? usual : name
    }
}

extension Node {
    /// The tree on one line of JSON, repeated keys kept.
    fileprivate var asJSON: String {
        switch value {
        case .null: "null"
        case .sequence(let elements): "[" + elements.map(\.asJSON).joined(separator: ",") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\($0.name.asJSON):\($0.value.asJSON)" }.joined(separator: ",") + "}"
        case .string(let text): text.asJSON
        default: scalarText ?? "null"
        }
    }
}

extension String {
    fileprivate var asJSON: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: (try? encoder.encode(self)) ?? Data(), as: UTF8.self)
    }
}
