import Documents
import IstioSchema
import Testing
import Validation

@testable import Admission
@testable import MeshRules

/// What kubectl shows of each rule: one line of at most 120 characters, with the message whole.
@Suite("Lines that a client reads") struct AdmissionLineTests {
    /// Notes are left out: the webhook never sends one.
    @Test("hold the whole message and the id", arguments: RuleExample.all)
    func whole(_ it: RuleExample) {
        for diagnostic in it.example.diagnostics(
            of: it.rule, now: RuleExampleTests.now, documents: RuleExample.documents)
        where diagnostic.severity > .note && Self.longer[diagnostic.id.text] == nil {
            let line = it.line(of: diagnostic)
            #expect(line.unicodeScalars.count <= 120)
            #expect(line.hasSuffix("\(diagnostic.message) [\(diagnostic.id)]"), "\(line)")
        }
    }

    @Test func `are cut only where that is listed`() {
        for (id, reason) in Self.longer {
            let cut = RuleExample.all.filter { $0.rule.id.text == id }.contains { it in
                it.example.diagnostics(
                    of: it.rule, now: RuleExampleTests.now, documents: RuleExample.documents
                ).contains { diagnostic in
                    !it.line(of: diagnostic).hasSuffix("\(diagnostic.message) [\(diagnostic.id)]")
                }
            }
            #expect(cut, "\(id) is not cut: \(reason)")
        }
    }

    /// Rules of which a line may be cut, and why.
    private static let longer: [String: String] = [
        "minimum-drain-without-exit-on-zero": "the annotation's, the variable's and the rule's names are 105 characters"
    ]
}

extension RuleExample {
    /// The warning, as if the mistake stood on a line of two digits.
    fileprivate func line(of diagnostic: Diagnostic) -> String {
        let kind = example.kind ?? rule.homeKind
        let body: MeshDocument.Body =
            kind.isWholeObject ? .node(Node(.null, mark: .start, style: .plain)) : .text(example.text)
        let document = MeshDocument(kind, body, object: example.object ?? ObjectReference(), label: kind.label)
        let moved = Diagnostic(
            id: diagnostic.id, severity: diagnostic.severity, effect: diagnostic.effect, path: diagnostic.path,
            mark: diagnostic.mark.map { SourceMark(line: max(10, $0.line), column: $0.column) },
            message: diagnostic.message)
        var line: [UInt8] = []
        return PlacedDiagnostic(moved, in: document).line(within: 120, in: &line)
    }
}

extension MeshDocument.Kind {
    /// What the finder calls a text of the kind.
    fileprivate var label: String {
        switch self {
        case .injectorConfig: "config"
        case .injectorValues: "values"
        case .proxyConfigAnnotation: "proxy.istio.io/config"
        default: isWholeObject ? "" : "\(self)"
        }
    }
}
