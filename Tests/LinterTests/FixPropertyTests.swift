import Documents
import IstioSchema
import MeshRules
import Testing
import Validation

@testable import Linter

/// An example of a rule in a file, as somebody may have written it.
struct ExampleFile: CustomTestStringConvertible, Sendable {
    let name: String
    let file: InputFile
    let options: CheckOptions

    var testDescription: String { name }
    var inspection: Inspection { Inspection(options: options) }

    /// Every example that is a text by itself: in a file, in a ConfigMap, in values of Helm and of Argo CD; with LF and
    /// CR LF.
    static let all: [ExampleFile] = Rule.all.flatMap { rule in
        rule.examples.filter { !$0.isDeletion }.flatMap { example -> [ExampleFile] in
            let kind = example.kind ?? rule.homeKind
            return texts(of: example.text, kind).flatMap { place, text, bare -> [ExampleFile] in
                [("", text), (", CR LF", text.replacing("\n", with: "\r\n"))].map { ending, text in
                    var options = CheckOptions(now: 1_795_392_000)
                    options.version = example.version
                    options.bareKind = bare
                    return ExampleFile(
                        name: "\(rule.id), \(example.title), \(place)\(ending)",
                        file: InputFile(name: "file.yaml", path: nil, text: text), options: options)
                }
            }
        }
    }

    private static func texts(
        of text: String, _ kind: MeshDocument.Kind
    ) -> [(String, String, InputReader.BareKind?)] {
        let text = text.hasSuffix("\n") ? text : text + "\n"
        switch kind {
        case .mesh:
            return [
                ("bare", text, .mesh),
                ("ConfigMap", configMap + indented(text, 4) + "  more: |\n    a: 1\n", nil),
                ("values", "meshConfig:\n" + indented(text, 2) + "pilot: {}\n", nil),
                ("Argo CD", argo + "        meshConfig:\n" + indented(text, 10) + "  project: default\n", nil),
            ]
        case .meshNetworks: return [("bare", text, .meshNetworks)]
        case .proxyConfigAnnotation: return [("bare", text, .annotation)]
        case .injectorConfig: return [("bare", text, .injectorConfig)]
        case .injectorValues: return [("bare", text, .injectorValues)]
        default: return [("object", text, nil)]
        }
    }

    private static let configMap =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n"
    private static let argo =
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: istiod}\nspec:\n"
        + "  source:\n    chart: istiod\n    helm:\n      values: |\n"

    private static func indented(_ text: String, _ blanks: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : String(repeating: " ", count: blanks) + $0 }.joined(separator: "\n")
    }
}

@Suite("Fixes of every example")
struct FixPropertyTests {
    private static let fixable: [(example: ExampleFile, result: CheckResult)] = ExampleFile.all.compactMap { example in
        let result = example.inspection.check([example.file])
        return result.diagnostics.contains { $0.edits != nil } ? (example, result) : nil
    }

    @Test func `exist for rules of all kinds of changes`() {
        let rules = Set(Self.fixable.flatMap { $0.result.diagnostics.filter { $0.edits != nil }.map(\.id.text) })
        let known: Set<String> = [
            "mesh-unknown-field", "mesh-type-mismatch", "proxymetadata-not-string", "proxymetadata-removed-variable",
            "proxyconfig-resource-unknown-field", "mesh-enum-unknown",
        ]
        #expect(known.isSubset(of: rules), "\(rules.sorted())")
    }

    @Test func `take their own diagnostic away, and touch no other line`() {
        for (example, result) in Self.fixable {
            for diagnostic in result.diagnostics {
                guard let edits = diagnostic.edits else { continue }
                let before = example.file.source
                let (text, applied) = before.applying([edits])
                #expect(applied == 1, "\(example.name): \(diagnostic.id)")
                let after = InputFile(name: "file.yaml", path: nil, text: text)
                let left = example.inspection.check([after]).diagnostics.count { $0.identity == diagnostic.identity }
                let there = result.diagnostics.count { $0.identity == diagnostic.identity }
                #expect(left < there, "\(example.name): \(diagnostic.id) \(diagnostic.fullPath) stays:\n\(text)")
                let touched = Set(edits.flatMap { Array($0.start.line...$0.end.line) })
                for line in Self.linesGone(from: before.text, in: text) {
                    #expect(touched.contains(line), "\(example.name): line \(line) changes:\n\(text)")
                }
            }
        }
    }

    @Test func `bring no error, and leave nothing that could be mended`() {
        for (example, result) in Self.fixable {
            let outcome = FileMending(example.inspection).mend(result)
            guard let mended = outcome.mended.first else { continue }
            let errors = Set(result.diagnostics.filter { $0.severity == .error }.map(\.identity))
            for diagnostic in outcome.result.diagnostics where diagnostic.severity == .error {
                #expect(
                    errors.contains(diagnostic.identity),
                    "\(example.name): \(diagnostic.fullPath): \(diagnostic.message):\n\(mended.after.source.text)")
            }
            let again = FileMending(example.inspection).mend(example.inspection.check([mended.after]))
            #expect(again.mended.isEmpty, "\(example.name) is mended twice")
            #expect(
                outcome.result.diagnostics.count < result.diagnostics.count,
                "\(example.name):\n\(mended.after.source.text)")
        }
    }

    /// The numbers of lines, from 1, that are not in the other text.
    private static func linesGone(from old: String, in new: String) -> [Int] {
        func lines(_ text: String) -> [[UInt8]] {
            text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        }
        return lines(new).difference(from: lines(old)).removals.compactMap { change in
            if case .remove(let offset, _, _) = change { offset + 1 } else { nil }
        }
    }
}
