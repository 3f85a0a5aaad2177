import Documents
import IstioSchema

/// Runs rules over documents for one release of Istio.
///
/// Knows no rule, and keeps nothing between documents.
package struct Validator: Sendable {
    package let version: IstioVersion
    private let limits: DocumentLimits
    /// By the message's number: they are looked up for every message of every document.
    private let messageRules: [[MessageCheck]]
    private let documentRules: [MeshDocument.Kind: [DocumentCheck]]
    private let changeRules: [MeshDocument.Kind: [ChangeCheck]]
    private let togetherRules: [TogetherCheck]

    private struct MessageCheck {
        let voice: Rule.Voice
        /// One of these must be written; nil for a rule that is run on every message of the type.
        let needed: FieldSet?
        let run: @Sendable (Message, inout RuleReport) -> Void
    }
    private typealias DocumentCheck = (voice: Rule.Voice, check: @Sendable (Node, inout RuleReport) -> Void)
    private typealias ChangeCheck = (voice: Rule.Voice, check: @Sendable (ChangedDocument, inout RuleReport) -> Void)
    private typealias TogetherCheck = (
        voice: Rule.Voice, check: @Sendable (ReadDocument, [ReadDocument], inout RuleReport) -> Void
    )

    package init(rules: [Rule], version: IstioVersion, limits: DocumentLimits = .standard) {
        self.version = version
        self.limits = limits
        var messageRules = [[MessageCheck]](repeating: [], count: MessageName.allCases.count)
        var documentRules: [MeshDocument.Kind: [DocumentCheck]] = [:]
        var changeRules: [MeshDocument.Kind: [ChangeCheck]] = [:]
        var togetherRules: [TogetherCheck] = []
        for rule in rules where rule.releases.contains(version) {
            switch rule.check {
            case .message(let name, let check):
                let needed = rule.needs.isEmpty ? nil : name.shape.fields(named: rule.needs)
                messageRules[name.rawValue].append(MessageCheck(voice: rule.voice, needed: needed, run: check))
            case .document(let kinds, let check):
                for kind in kinds { documentRules[kind, default: []].append((rule.voice, check)) }
            case .change(let kind, let check): changeRules[kind, default: []].append((rule.voice, check))
            case .together(let check): togetherRules.append((rule.voice, check))
            case .reading: break
            }
        }
        self.messageRules = messageRules
        self.documentRules = documentRules
        self.changeRules = changeRules
        self.togetherRules = togetherRules
    }

    /// What there is to say of a document by itself.
    ///
    /// - Parameter now: the time to judge certificates by, in seconds since 1970; without it none has expired.
    package func report(on document: MeshDocument, now: Int64? = nil) -> Report {
        var found = DiagnosticList()
        let read = DocumentReading(version: version, limits: limits).read(document, &found)
        var report = RuleReport(version: version, document: document, root: read.effective, now: now)
        report.diagnostics = found
        let countOfReading = found.all.count
        if let effective = read.effective { visit(effective, &report) }
        if let node = read.node {
            for (voice, check) in documentRules[document.kind] ?? [] {
                report.voice = voice
                check(node, &report)
            }
        }
        return Report(
            read, report.diagnostics, countOfReading: countOfReading, dependsOnTime: report.dependsOnTime)
    }

    /// What there is to say of a change, beside what ``report(on:now:)`` says of the new document.
    package func diagnostics(ofChangeFrom old: ReadDocument?, to new: ReadDocument?, now: Int64? = nil) -> [Diagnostic]
    {
        guard let document = (new ?? old)?.document else { return [] }
        var report = RuleReport(version: version, document: document, root: new?.effective, now: now)
        for (voice, check) in changeRules[document.kind] ?? [] {
            report.voice = voice
            check(ChangedDocument(old: old, new: new), &report)
        }
        return report.diagnostics.all.sorted(by: Diagnostic.inOrderOfPlace)
    }

    /// What there is to say of a document because of others that were given with it.
    package func diagnostics(of document: ReadDocument, among all: [ReadDocument], now: Int64? = nil) -> [Diagnostic] {
        var report = RuleReport(version: version, document: document.document, root: document.effective, now: now)
        for (voice, check) in togetherRules {
            report.voice = voice
            check(document, all, &report)
        }
        return report.diagnostics.all.sorted(by: Diagnostic.inOrderOfPlace)
    }

    // MARK: Messages

    /// Runs the rules of a message and of every message in it that the author wrote.
    ///
    /// The root always counts as written.
    private func visit(_ message: Message, _ report: inout RuleReport) {
        let checks = messageRules[message.name.rawValue]
        for index in checks.indices {
            if let needed = checks[index].needed, needed.isDisjoint(with: message.written) { continue }
            report.voice = checks[index].voice
            checks[index].run(message, &report)
        }
        for index in message.fields.indices where message.fields[index].isWritten {
            switch message.fields[index].value {
            case .message(let inner): visit(inner, &report)
            case .list(let elements): visit(elements, &report)
            case .map(let pairs): visit(pairs, &report)
            default: continue
            }
        }
    }

    private func visit(_ elements: [FieldValue.Element], _ report: inout RuleReport) {
        for index in elements.indices where elements[index].isWritten {
            if case .message(let message) = elements[index].value { visit(message, &report) }
        }
    }

    private func visit(_ pairs: [FieldValue.Pair], _ report: inout RuleReport) {
        for index in pairs.indices where pairs[index].isWritten {
            if case .message(let message) = pairs[index].value { visit(message, &report) }
        }
    }
}
