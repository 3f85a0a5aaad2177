import Documents
import IstioSchema

/// Runs rules over documents for one release of Istio.
///
/// Knows no rule, and keeps nothing between documents. A reference, as each review takes one out of several.
package final class Validator: Sendable {
    package let version: IstioVersion
    private let limits: DocumentLimits
    /// Of each rule, by the index that checks know it by.
    private let voices: [Rule.Voice]
    // By the number of the message or of the kind, as they are looked up for every message of every document.

    private let messageRules: [[MessageCheck]]
    /// The fields with messages in them that have rules: many a message has none.
    private let fieldsToVisit: [FieldSet]
    private let documentRules: [[DocumentCheck]]
    private let changeRules: [[ChangeCheck]]
    private let togetherRules: [TogetherCheck]

    // Structures, as a function in a tuple or an enumeration's case would be called through another one.

    private struct MessageCheck {
        let rule: Int
        /// One of these must be written; nil for a rule that is run on every message of the type.
        let needed: FieldSet?
        let run: @Sendable (Message, inout RuleReport) -> Void
    }
    private struct DocumentCheck {
        let rule: Int
        let run: @Sendable (Node, inout RuleReport) -> Void
    }
    private struct ChangeCheck {
        let rule: Int
        let run: @Sendable (ChangedDocument, inout RuleReport) -> Void
    }
    private struct TogetherCheck {
        let rule: Int
        let run: @Sendable (ReadDocument, GivenDocuments, inout RuleReport) -> Void
    }

    package init(rules: [Rule], version: IstioVersion, limits: DocumentLimits = .standard) {
        self.version = version
        self.limits = limits
        var messageRules = [[MessageCheck]](repeating: [], count: MessageName.allCases.count)
        var documentRules = [[DocumentCheck]](repeating: [], count: MeshDocument.Kind.allCases.count)
        var changeRules = [[ChangeCheck]](repeating: [], count: MeshDocument.Kind.allCases.count)
        var togetherRules: [TogetherCheck] = []
        for (index, rule) in rules.enumerated() where rule.releases.contains(version) {
            switch rule.check {
            case .message(let name, let check):
                let needed = rule.needs.isEmpty ? nil : name.shape.fields(named: rule.needs)
                messageRules[name.rawValue].append(MessageCheck(rule: index, needed: needed, run: check))
            case .document(let kinds, let check):
                for kind in kinds { documentRules[kind.rawValue].append(DocumentCheck(rule: index, run: check)) }
            case .change(let kind, let check):
                changeRules[kind.rawValue].append(ChangeCheck(rule: index, run: check))
            case .together(let check): togetherRules.append(TogetherCheck(rule: index, run: check))
            case .reading: break
            }
        }
        voices = rules.map(\.voice)
        self.messageRules = messageRules
        fieldsToVisit = MessageName.fields(
            holding: Set(MessageName.allCases.filter { !messageRules[$0.rawValue].isEmpty }))
        self.documentRules = documentRules
        self.changeRules = changeRules
        self.togetherRules = togetherRules
    }

    /// Reads a document, which is half of the work of a report on it.
    package func read(_ document: MeshDocument) -> ReadDocument {
        DocumentReading(version: version, limits: limits).read(document)
    }

    /// What there is to say of a document by itself.
    ///
    /// - Parameter now: the time to judge certificates by, in seconds since 1970; without it none has expired.
    package func report(on document: MeshDocument, now: Int64? = nil) -> Report {
        report(on: read(document), now: now)
    }

    /// What there is to say of a document that ``read(_:)`` has read.
    package func report(on read: ReadDocument, now: Int64? = nil) -> Report {
        let document = read.document
        var report = ruleReport(on: document, read.effective, now)
        report.diagnostics = read.found
        if let effective = read.effective { visit(effective, &report) }
        if let node = read.node {
            let checks = documentRules[document.kind.rawValue]
            for index in checks.indices {
                report.rule = checks[index].rule
                checks[index].run(node, &report)
            }
        }
        return Report(read, report.diagnostics, dependsOnTime: report.dependsOnTime)
    }

    /// What there is to say of a change, beside what ``report(on:now:)`` says of the new document.
    package func diagnostics(ofChangeFrom old: ReadDocument?, to new: ReadDocument?, now: Int64? = nil) -> [Diagnostic]
    {
        guard let document = (new ?? old)?.document else { return [] }
        var report = ruleReport(on: document, new?.effective, now)
        let change = ChangedDocument(old: old, new: new)
        let checks = changeRules[document.kind.rawValue]
        for index in checks.indices {
            report.rule = checks[index].rule
            checks[index].run(change, &report)
        }
        return report.diagnostics.all.sorted(by: Diagnostic.inOrderOfPlace)
    }

    /// What there is to say of a document because of others that were given with it.
    package func diagnostics(of document: ReadDocument, among all: GivenDocuments, now: Int64? = nil) -> [Diagnostic] {
        var report = ruleReport(on: document.document, document.effective, now)
        for check in togetherRules {
            report.rule = check.rule
            check.run(document, all, &report)
        }
        return report.diagnostics.all.sorted(by: Diagnostic.inOrderOfPlace)
    }

    private func ruleReport(on document: MeshDocument, _ root: Message?, _ now: Int64?) -> RuleReport {
        RuleReport(by: voices, version: version, document: document, root: root, now: now)
    }

    // MARK: Messages

    /// Runs the rules of a message and of every message in it that the author wrote and that has rules.
    ///
    /// The root always counts as written.
    private func visit(_ message: Message, _ report: inout RuleReport) {
        let written = message.written
        let checks = messageRules[message.name.rawValue]
        for index in checks.indices {
            if let needed = checks[index].needed, needed.isDisjoint(with: written) { continue }
            report.rule = checks[index].rule
            checks[index].run(message, &report)
        }
        message.forEachWrittenMessage(in: fieldsToVisit[message.name.rawValue]) { visit($0, &report) }
    }
}
