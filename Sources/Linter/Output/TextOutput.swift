import Documents
import IstioSchema
import Validation

/// What was found, for a person: place, message, the line with a mark, how to mend it, and where to read more.
struct TextOutput {
    private let result: CheckResult
    private let context: OutputContext
    private let style: TerminalStyle

    init(_ result: CheckResult, _ context: OutputContext) {
        self.result = result
        self.context = context
        style = TerminalStyle(isOn: context.usesColour)
    }

    var text: String {
        var text = ""
        var explained: Set<DiagnosticID> = []
        for diagnostic in result.diagnostics {
            text += lines(of: diagnostic, isFirstOfRule: explained.insert(diagnostic.id).inserted)
            text += "\n"
        }
        return text + summary + "\n"
    }

    private func lines(of diagnostic: FileDiagnostic, isFirstOfRule: Bool) -> String {
        let place = style.paint("\(diagnostic.file.onOneLine):\(diagnostic.mark):", .bold)
        let subject = diagnostic.subject
        var text = "\(place) \(style.severity(diagnostic.severity)): "
        if !subject.isEmpty { text += style.paint(subject, .bold) + ": " }
        text += "\(diagnostic.message) \(style.paint("[\(diagnostic.id)]", .dim))\n"
        text += excerpt(of: diagnostic)
        if let softening = diagnostic.softening { text += detail("note", softening.words) }
        if let fix = diagnostic.fix, !fix.isEmpty { text += detail("fix", fix.onOneLine) }
        if isFirstOfRule { text += detail("see", RuleLink.page(diagnostic.id)) }
        return text
    }

    private func detail(_ name: String, _ words: String) -> String {
        "  \(style.paint("\(name):", .green)) \(words)\n"
    }

    private func excerpt(of diagnostic: FileDiagnostic) -> String {
        guard !diagnostic.mayHoldSecret, result.files.indices.contains(diagnostic.fileIndex) else { return "" }
        let excerpt: Excerpt?
        var head = ""
        if let inner = diagnostic.inner {
            excerpt = Excerpt(inner.source, mark: inner.mark, end: inner.end, columns: context.columns)
            head = "  in line \(inner.mark.line) of \(inner.label.onOneLine):\n"
        } else {
            let source = result.files[diagnostic.fileIndex].source
            excerpt = Excerpt(source, mark: diagnostic.mark, end: diagnostic.end, columns: context.columns)
        }
        guard let excerpt else { return head }
        let number = "\(excerpt.number)"
        let margin = String(repeating: " ", count: number.count)
        return head + "  \(style.paint("\(number) |", .blue)) \(excerpt.line)\n"
            + "  \(style.paint("\(margin) |", .blue)) \(style.paint(excerpt.underline, .green))\n"
    }

    // MARK: The last line

    private var summary: String {
        let counts = [Severity.error, .warning, .note].compactMap { severity -> String? in
            let count = result.count(severity)
            guard count > 0 else { return nil }
            return style.paint(count.counted("\(severity)"), severity.ink)
        }
        let files = result.files.count.counted("file")
        let documents = result.documentCount.counted("document")
        var text: String
        if counts.isEmpty, result.documentCount == 0, result.acceptedCount + result.hiddenCount == 0 {
            text = "nothing to check in \(files)"
        } else if counts.isEmpty {
            text = "\(style.paint("no mistakes", .green)) in \(documents) of \(files)"
        } else {
            text = "\(counts.joined(separator: ", ")) in \(documents) of \(files)"
        }
        if result.documentCount > 0 { text += release }
        var asides: [String] = []
        if result.allowedCount > 0 { asides.append("\(result.allowedCount) allowed by their authors") }
        if result.acceptedCount > 0 { asides.append("\(result.acceptedCount) accepted by the baseline") }
        if result.hiddenCount > 0 { asides.append("\(result.hiddenCount) less severe not shown") }
        if !result.skipped.isEmpty { asides.append("\(result.skipped.count.counted("document")) skipped") }
        if !result.problems.isEmpty { asides.append("\(result.problems.count) could not be read") }
        let fixable = result.diagnostics.count { $0.edits != nil }
        if fixable > 0 { asides.append("\(fixable) can be mended with --fix") }
        if !asides.isEmpty { text += "; " + asides.joined(separator: ", ") }
        return text
    }

    /// Which release was judged for, and whether anybody said so.
    private var release: String {
        let all = result.releases.sorted { ($0.version, "\($0)") < ($1.version, "\($1)") }
        guard !all.isEmpty else { return "" }
        let names = all.map { "\($0)" }
        var unique: [String] = []
        for name in names where !unique.contains(name) { unique.append(name) }
        let text = " for Istio " + unique.joined(separator: ", ")
        return all.contains { !$0.isKnown } ? text + " (the newest known; name yours with --istio)" : text
    }

}

extension Severity {
    fileprivate var ink: TerminalStyle.Ink {
        switch self {
        case .error: .red
        case .warning: .yellow
        case .note: .cyan
        }
    }
}

extension Verdict.Softening {
    /// Why this is no error, or does not count as one.
    var words: String {
        switch self {
        case .existing: "the old state has it already, so that the webhook would only warn"
        case .audit: "the policy's profile is audit, so that the webhook would only warn"
        case .exemptUser: "the policy exempts the user, so that the webhook would only warn"
        case .breakGlass: "the glass is broken, so that the webhook would only warn"
        }
    }
}

extension Int {
    /// `1 file`, `2 files`.
    package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
