import Documents
import IstioSchema
import Synchronization

/// What was read of a document, and what there is to say of it, in the order of the text.
///
/// It is kept, placed and told by several, which share one. One that is kept is told again and again, and to word a line
/// costs a tenth of a review: so a report keeps the lines that it was told in, and that a text has no comment for us.
package final class Report: Sendable {
    package let read: ReadDocument
    package let diagnostics: [Diagnostic]
    /// How many diagnostics were left out of a document with more than anybody reads.
    package let omitted: Int
    /// Whether the same document may get another report at another time.
    let dependsOnTime: Bool
    private let told = Mutex(Told())

    private struct Told {
        /// By the diagnostic's place; empty where there is no line yet.
        var lines: [String] = []
        /// Whether the document is known to have no allowance, as nearly all have none.
        var hasNoAllowance = false
    }

    /// - Parameter diagnostics: those of reading and decoding first.
    init(_ read: ReadDocument, _ diagnostics: DiagnosticList, dependsOnTime: Bool) {
        self.read = read
        self.dependsOnTime = dependsOnTime
        let kept = Self.withoutEchoes(diagnostics.all, read.found.all.count)
        self.diagnostics = kept.count > 1 ? kept.sorted(by: Diagnostic.inOrderOfPlace) : kept
        omitted = diagnostics.omitted
    }

    package var document: MeshDocument { read.document }

    /// The line of a diagnostic, which is made where there is none yet.
    func line(at index: Int, _ make: () -> String) -> String {
        let known = told.withLock { $0.lines.indices.contains(index) ? $0.lines[index] : "" }
        guard known.isEmpty else { return known }
        // Without the lock: whoever else makes it at the same time makes the same.
        let line = make()
        told.withLock { told in
            // Nearly all reports have fewer, so that the array moves never.
            if told.lines.isEmpty { told.lines.reserveCapacity(max(index &+ 1, 8)) }
            while told.lines.count <= index { told.lines.append("") }
            told.lines[index] = line
        }
        return line
    }

    /// The allowances of the document, for which a text that has none is searched once.
    var allowances: [Allowance] {
        if told.withLock({ $0.hasNoAllowance }) { return [] }
        let allowances = Allowance.all(in: document)
        if allowances.isEmpty { told.withLock { $0.hasNoAllowance = true } }
        return allowances
    }

    /// Without what is said twice of one key, once in general by the decoder and once by a rule, which knows better what
    /// is meant.
    ///
    /// The rule's diagnostic then stands for the unknown field too, about which Kubernetes lets the client decide.
    private static func withoutEchoes(_ diagnostics: [Diagnostic], _ countOfReading: Int) -> [Diagnostic] {
        guard diagnostics[..<min(countOfReading, diagnostics.count)].contains(where: \.isGeneral) else {
            return diagnostics
        }
        // Of each by its index, as nearly none is echoed.
        var echoed = Set<Int>()
        var names: [SourceMark: Bool] = [:]
        for index in diagnostics.indices {
            let general = diagnostics[index]
            guard let mark = general.mark, general.isGeneral,
                diagnostics.indices.contains(where: { diagnostics[$0].isEchoed(by: general) })
            else { continue }
            echoed.insert(index)
            names[mark] = names[mark] ?? false || general.concernsFieldName
        }
        guard !echoed.isEmpty else { return diagnostics }
        var kept: [Diagnostic] = []
        for index in diagnostics.indices where !echoed.contains(index) {
            var diagnostic = diagnostics[index]
            if let mark = diagnostic.mark, names[mark] == true, !diagnostic.isGeneral, diagnostic.severity == .warning {
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
        mark == general.mark && !concernsFieldName && severity >= general.severity && id != general.id
            && path == general.path
    }
}
