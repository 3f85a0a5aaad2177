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
        let namespace = it.example.object?.namespace ?? "istio-system"
        // Keeps the last line break, so that the block is the text.
        let object =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \(it.configMap), namespace: \(namespace)}\n"
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

    @Test("give the same with the proto's names", arguments: texts)
    func protoNames(_ it: RuleExample) throws {
        guard Self.withoutProtoNames[it.rule.id.text] == nil, let root = it.rootMessage else { return }
        guard let node = try? YAMLReader().read(it.example.text).root else { return }
        let text = ProtoNames(of: it.example.text).renaming(node, as: root, isRoot: true)
        guard text != it.example.text else { return }
        let found = messages(of: it, text)
        let wanted = messages(of: it, it.example.text).map { message in
            // What names a key as it is written.
            found.contains(message) ? message : ProtoNames.inMessage(message)
        }
        #expect(found.map(ProtoNames.inMessage) == wanted.map(ProtoNames.inMessage), "\(text)")
    }

    private func messages(of it: RuleExample, _ text: String, lines: Bool = true) -> [String] {
        let document = MeshDocument(it.kind, .text(text), object: it.example.object ?? ObjectReference())
        let report = Validator(rules: [it.rule], version: it.example.version).report(
            on: document, now: RuleExampleTests.now)
        return report.diagnostics.filter { $0.id == it.rule.id }
            .map { "\(lines ? $0.mark.map { "\($0.line): " } ?? "" : "")\($0.message)" }.sorted()
    }

    /// Rules about how names are written.
    private static let withoutProtoNames: [String: String] = [
        "mesh-unknown-field": "the suggestion is the JSON name",
        "mesh-duplicate-key": "the message names the keys",
    ]

    /// Rules that a literal block says nothing about.
    private static let withoutBlock: [String: String] = [:]

    /// Rules about what JSON has no words for.
    private static let withoutJSON: [String: String] = [
        "mesh-yaml-syntax": "JSON has a syntax of its own",
        "mesh-yaml11-boolean-trap": "JSON quotes its strings",
        "mesh-multiple-documents": "JSON has no documents",
        "mesh-duplicate-key": "the message says how far the first is",
    ]
}

/// A text with the names of Istio's fields as its protos have them.
private struct ProtoNames {
    private let lines: [[Unicode.Scalar]]

    init(of text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
    }

    /// The text with the proto's names for the fields of a message.
    ///
    /// The keys of maps are nobody's fields. Istio's second reading of `defaultConfig` and `defaultProviders` looks for
    /// these names alone, so that they stay at the top.
    ///
    /// Source: pkg/config/mesh/mesh.go `extractYamlField`.
    func renaming(_ node: Node, as root: MessageName, isRoot: Bool) -> String {
        var edits: [(mark: SourceMark, old: String, new: String)] = []
        collect(node, FieldType.message(root), isTop: true, &edits)
        var lines = lines
        for edit in edits.sorted(by: { ($0.mark.line, $0.mark.column) > ($1.mark.line, $1.mark.column) }) {
            guard lines.indices.contains(edit.mark.line - 1) else { continue }
            var line = lines[edit.mark.line - 1]
            let start = edit.mark.column - 1
            let old = Array(edit.old.unicodeScalars)
            guard start >= 0, line.count >= start + old.count, Array(line[start..<start + old.count]) == old else {
                continue
            }
            line.replaceSubrange(start..<start + old.count, with: Array(edit.new.unicodeScalars))
            lines[edit.mark.line - 1] = line
        }
        return lines.map { line in String(String.UnicodeScalarView(line)) }.joined(separator: "\n")
    }

    private func collect(
        _ node: Node, _ type: FieldType, isTop: Bool, _ edits: inout [(mark: SourceMark, old: String, new: String)]
    ) {
        switch type {
        case .single(let type), .optional(let type): collect(node, type, isTop: isTop, &edits)
        case .list(let type): for each in node.elements { collect(each, type, isTop: false, &edits) }
        case .map(let type): for entry in node.entries { collect(entry.value, type, isTop: false, &edits) }
        }
    }

    private func collect(
        _ node: Node, _ type: ValueType, isTop: Bool, _ edits: inout [(mark: SourceMark, old: String, new: String)]
    ) {
        switch type {
        case .message(let name):
            for entry in node.entries {
                guard let field = name.shape.field(entry.name) else { continue }
                let isKept = isTop && ["defaultConfig", "defaultProviders"].contains(entry.name)
                if !isKept, entry.name == field.name, field.name != field.protoName {
                    edits.append((entry.key.mark, entry.name, field.protoName))
                }
                collect(entry.value, field.type, isTop: false, &edits)
            }
        default: break
        }
    }

    /// Messages may repeat a piece of the document.
    static func inMessage(_ message: String) -> String { message.replacing("_", with: "").lowercased() }
}

extension RuleExample {
    fileprivate var rootMessage: MessageName? {
        switch kind {
        case .mesh: .meshConfig
        case .meshNetworks: .meshNetworks
        case .proxyConfigAnnotation: .proxyConfig
        default: nil
        }
    }

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
