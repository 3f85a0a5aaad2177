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

    private typealias MessageCheck = (voice: Rule.Voice, check: @Sendable (Message, inout RuleReport) -> Void)
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
            case .message(let name, let check): messageRules[name.rawValue].append((rule.voice, check))
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
        if let effective = read.effective { visit(effective, &report) }
        if let node = read.node {
            for (voice, check) in documentRules[document.kind] ?? [] {
                report.voice = voice
                check(node, &report)
            }
        }
        return Report(read, report.diagnostics, dependsOnTime: report.dependsOnTime)
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
        for (voice, check) in messageRules[message.name.rawValue] {
            report.voice = voice
            check(message, &report)
        }
        for index in message.fields.indices where message.fields[index].origin != nil {
            visit(message.fields[index].value, &report)
        }
    }

    private func visit(_ value: FieldValue, _ report: inout RuleReport) {
        switch value {
        case .message(let message):
            visit(message, &report)
        case .list(let elements):
            for index in elements.indices where elements[index].origin != nil { visit(elements[index].value, &report) }
        case .map(let pairs):
            for index in pairs.indices where pairs[index].origin != nil { visit(pairs[index].value, &report) }
        default:
            break
        }
    }
}

/// What was read of a document, and what there is to say of it, in the order of the text.
package struct Report: Sendable {
    package let read: ReadDocument
    package let diagnostics: [Diagnostic]
    /// How many diagnostics were left out of a document with more than anybody reads.
    package let omitted: Int
    /// Whether the same document may get another report at another time.
    let dependsOnTime: Bool
    let notes: ReportNotes

    init(_ read: ReadDocument, _ diagnostics: DiagnosticList, dependsOnTime: Bool) {
        self.read = read
        notes = ReportNotes(read.written)
        self.dependsOnTime = dependsOnTime
        self.diagnostics = Self.withoutEchoes(diagnostics.all).sorted(by: Diagnostic.inOrderOfPlace)
        omitted = diagnostics.omitted
    }

    package var document: MeshDocument { read.document }

    /// What the decoder says of any key, and a rule of some: the rule knows better what is meant.
    private static let general: Set<DiagnosticID> = [.meshUnknownField, .meshDeprecatedField]

    /// Without what is said twice of one key, once in general and once by a rule.
    ///
    /// The rule's diagnostic then stands for the unknown field too, about which Kubernetes lets the client decide.
    private static func withoutEchoes(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        guard diagnostics.contains(where: { general.contains($0.id) }) else { return diagnostics }
        var names: [SourceMark: Bool] = [:]
        var kept: [Diagnostic] = []
        for diagnostic in diagnostics where general.contains(diagnostic.id) {
            guard let mark = diagnostic.mark, diagnostics.contains(where: { $0.isEchoed(by: diagnostic) }) else {
                kept.append(diagnostic)
                continue
            }
            names[mark] = names[mark] ?? false || diagnostic.concernsFieldName
        }
        for var diagnostic in diagnostics where !general.contains(diagnostic.id) {
            if let mark = diagnostic.mark, names[mark] == true, diagnostic.severity == .warning {
                diagnostic.concernsFieldName = true
            }
            kept.append(diagnostic)
        }
        return kept
    }
}

extension Diagnostic {
    /// Whether a general diagnostic only repeats what this one says of the same place.
    fileprivate func isEchoed(by general: Diagnostic) -> Bool {
        mark == general.mark && id != general.id && severity >= general.severity && !concernsFieldName
    }
}
