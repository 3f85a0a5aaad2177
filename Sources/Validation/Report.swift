import Documents
import IstioSchema

/// What was read of a document, and what there is to say of it, in the order of the text.
///
/// It is kept, placed and told by several, which share one.
package final class Report: Sendable {
    package let read: ReadDocument
    package let diagnostics: [Diagnostic]
    /// How many diagnostics were left out of a document with more than anybody reads.
    package let omitted: Int
    /// Whether the same document may get another report at another time.
    let dependsOnTime: Bool
    let notes: ReportNotes

    /// - Parameter diagnostics: those of reading and decoding first.
    init(_ read: ReadDocument, _ diagnostics: DiagnosticList, dependsOnTime: Bool) {
        self.read = read
        notes = ReportNotes(read.written)
        self.dependsOnTime = dependsOnTime
        let kept = Self.withoutEchoes(diagnostics.all, read.found.all.count)
        self.diagnostics = kept.count > 1 ? kept.sorted(by: Diagnostic.inOrderOfPlace) : kept
        omitted = diagnostics.omitted
    }

    package var document: MeshDocument { read.document }

    /// Without what is said twice of one key, once in general by the decoder and once by a rule, which knows better what
    /// is meant.
    ///
    /// The rule's diagnostic then stands for the unknown field too, about which Kubernetes lets the client decide.
    private static func withoutEchoes(_ diagnostics: [Diagnostic], _ countOfReading: Int) -> [Diagnostic] {
        guard diagnostics[..<min(countOfReading, diagnostics.count)].contains(where: \.isGeneral) else {
            return diagnostics
        }
        var names: [SourceMark: Bool] = [:]
        var kept: [Diagnostic] = []
        for diagnostic in diagnostics where diagnostic.isGeneral {
            guard let mark = diagnostic.mark, diagnostics.contains(where: { $0.isEchoed(by: diagnostic) }) else {
                kept.append(diagnostic)
                continue
            }
            names[mark] = names[mark] ?? false || diagnostic.concernsFieldName
        }
        for var diagnostic in diagnostics where !diagnostic.isGeneral {
            if let mark = diagnostic.mark, names[mark] == true, diagnostic.severity == .warning {
                diagnostic.concernsFieldName = true
            }
            kept.append(diagnostic)
        }
        return kept
    }
}

extension Diagnostic {
    /// Whether this is what the decoder says of any key.
    fileprivate var isGeneral: Bool {
        // Whether the lengths are the same is known at once.
        id.text.isExactly(DiagnosticID.meshUnknownField.text)
            || id.text.isExactly(DiagnosticID.meshDeprecatedField.text)
    }

    /// Whether a general diagnostic only repeats what this one says of the same key.
    ///
    /// By the path too: a mapping begins where its first key does.
    fileprivate func isEchoed(by general: Diagnostic) -> Bool {
        mark == general.mark && id != general.id && severity >= general.severity && !concernsFieldName
            && path == general.path
    }
}
