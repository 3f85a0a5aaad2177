import Documents
import IstioSchema
import Manifests
import Validation

/// Judges a change of one object: finds the mesh documents in both states, runs the rules, and asks the policy.
///
/// The webhook and the linter both go through here, so that they say the same of the same change.
package struct Checkpoint: Sendable {
    package let policy: Policy
    /// By the release's number.
    private let validators: [Validator]
    private let finder: MeshDocumentFinder
    private let cache: ReportCache?

    /// - Parameter cache: keeps reports for documents that come again; nil to make each anew.
    package init(rules: [Rule], policy: Policy, cache: ReportCache? = nil) {
        self.policy = policy
        self.cache = cache
        finder = MeshDocumentFinder(names: policy.configMaps)
        validators = IstioVersion.allCases.map { Validator(rules: rules, version: $0) }
    }

    private init(policy: Policy, validators: [Validator], cache: ReportCache?) {
        self.policy = policy
        self.validators = validators
        self.cache = cache
        finder = MeshDocumentFinder(names: policy.configMaps)
    }

    /// The same rules under another policy.
    package func with(_ policy: Policy) -> Checkpoint {
        Checkpoint(policy: policy, validators: validators, cache: cache)
    }

    /// An object before and after a change, and who asks for it.
    package struct Passage: Sendable {
        package var operation: Change.Operation
        package var new: Node?
        package var old: Node?
        package var isDryRun = false
        package var fieldValidation = FieldValidation.absent
        package var user = ""
        package var groups: [String] = []
        /// The namespace and name that the request names, where the object does not.
        package var namespace = ""
        package var name = ""
        /// The files that the states were read from, for places in them.
        package var newSource: SourceText?
        /// The release to judge for, whatever the object and the policy say; nil to go by them.
        package var release: IstioRelease?
        /// The documents of the new state, where it is no Kubernetes object; nil to look for them in `new`.
        package var newDocuments: [MeshDocument]?
        /// The documents of the old state; nil to look for them in `old`.
        package var oldDocuments: [MeshDocument]?
        /// What the author lets through in comments beside the documents' own texts.
        package var allowances: [Allowance] = []

        package init(operation: Change.Operation, new: Node?, old: Node?) {
            self.operation = operation
            self.new = new
            self.old = old
        }
    }

    /// Both states of an object, read, and what there is to say of the new one by itself.
    ///
    /// The rules look at the old one only where something would be denied, which is no more denied where it was so before.
    package struct Examination: Sendable {
        package let reports: [Report]
        let old: [ReadDocument]
        package let object: ObjectReference
        package let release: IstioRelease
        package let passage: Passage
    }

    /// What was found, and the verdict on it.
    ///
    /// A reference: it is handed on more often than looked at, and holds two dozen others.
    package final class Judgement: Sendable {
        package let verdict: Verdict
        package let release: IstioRelease
        /// Everything that was said of the new object and of the change, notes too.
        package let diagnostics: [PlacedDiagnostic]
        package let object: ObjectReference
        package let change: Change

        init(
            verdict: Verdict, release: IstioRelease, diagnostics: [PlacedDiagnostic], object: ObjectReference,
            change: Change
        ) {
            self.verdict = verdict
            self.release = release
            self.diagnostics = diagnostics
            self.object = object
            self.change = change
        }
    }

    /// The judgement, or nil where neither state of the object holds anything of ours.
    ///
    /// - Parameter now: seconds since 1970.
    package func judge(_ passage: consuming Passage, now: Int64) -> Judgement? {
        guard let examination = examine(passage, now: now) else { return nil }
        return judge(examination, now: now)
    }

    /// The judgement on an object that is larger than what is read, of which nothing is known but what the request says.
    ///
    /// - Parameter problem: what it has more of.
    func judgement(on passage: Passage, tooLarge problem: String, now: Int64) -> Judgement {
        var object = ObjectReference(of: passage.new ?? passage.old ?? Node(.null, mark: .start, style: .json))
        object.namespace = passage.namespace
        object.name = passage.name
        let diagnostic = Diagnostic(
            id: .meshYAMLSyntax, severity: .error, effect: .rejected, path: .root, mark: nil,
            message: "is too large to be judged: \(problem)")
        let found = [PlacedDiagnostic(diagnostic, in: MeshDocument(.configMap, .text(""), object: object))]
        let release = policy.release(for: object)
        let change = Change(
            operation: passage.operation, isDryRun: passage.isDryRun, user: passage.user, groups: passage.groups,
            object: object, release: release, now: now)
        return Judgement(
            verdict: policy.verdict(on: found, of: change), release: release, diagnostics: found, object: object,
            change: change)
    }

    /// Reads both states, and says what there is to say of the new one; nil where neither holds anything of ours.
    package func examine(_ passage: consuming Passage, now: Int64) -> Examination? {
        let new =
            passage.newDocuments
            ?? passage.new.map { finder.documents(in: $0, source: passage.newSource, other: passage.old) } ?? []
        let old = passage.oldDocuments ?? passage.old.map { finder.documents(in: $0, other: passage.new) } ?? []
        guard let first = new.first ?? old.first else { return nil }
        var object = Self.object(of: passage, new: new, old: old) ?? first.object
        if object.namespace.isEmpty { object.namespace = passage.namespace }
        if object.name.isEmpty { object.name = passage.name }
        let release = passage.release ?? policy.release(for: object)
        let validator = validators[release.version.number]
        let reports =
            cache?.reports(on: new, by: validator, now: now) ?? new.map { validator.report(on: $0, now: now) }
        let before = old.map { document in
            reports.first { $0.read.document.isSame(as: document) }?.read
                ?? cache?.read(document, by: validator) ?? validator.read(document)
        }
        return Examination(reports: reports, old: before, object: object, release: release, passage: passage)
    }

    /// The reference of the object after the change, or before it where there is none after; nil where it is no object.
    private static func object(
        of passage: Passage, new: [MeshDocument], old: [MeshDocument]
    ) -> ObjectReference? {
        guard let state = passage.new ?? passage.old else { return nil }
        // A document that was found in the object has it.
        let documents = passage.new == nil ? old : new
        let areFound = (passage.new == nil ? passage.oldDocuments : passage.newDocuments) == nil
        if areFound, let document = documents.first { return document.object }
        return ObjectReference(of: state)
    }

    /// What there is to say of an object's documents because of others that were given with it.
    package func diagnostics(
        of examination: Examination, among all: GivenDocuments, now: Int64
    ) -> [PlacedDiagnostic] {
        let validator = validators[examination.release.version.number]
        return examination.reports.flatMap { report in
            validator.diagnostics(of: report.read, among: all, now: now)
                .map { PlacedDiagnostic($0, in: report.document) }
        }
    }

    /// The judgement on what was examined.
    ///
    /// - Parameter besides: what else there is to say of the object.
    package func judge(
        _ examination: Examination, besides: [PlacedDiagnostic] = [], now: Int64
    ) -> Judgement {
        let validator = validators[examination.release.version.number]
        let passage = examination.passage
        let reports = examination.reports
        var found = reports.placed
        found += besides
        if passage.operation != .create {
            found += changes(in: examination, validator, now)
        }
        var change = Change(
            operation: passage.operation, isDryRun: passage.isDryRun, fieldValidation: passage.fieldValidation,
            user: passage.user, groups: passage.groups, object: examination.object, release: examination.release,
            allowances: Allowance.all(in: reports) + passage.allowances, now: now)
        if !examination.old.isEmpty, policy.asksForOldMistakes(found, of: change) {
            change.old = oldMistakes(of: examination, validator, now)
        }
        let verdict = policy.verdict(on: found, of: change)
        return Judgement(
            verdict: verdict, release: examination.release, diagnostics: found, object: examination.object,
            change: change)
    }

    /// What there is to say of each document that was there before, or is there after.
    private func changes(
        in examination: Examination, _ validator: Validator, _ now: Int64
    ) -> [PlacedDiagnostic] {
        let old = examination.old
        let new = examination.reports
        let absent = AbsentMesh(of: examination, policy.configMaps, validator)
        var diagnostics: [PlacedDiagnostic] = []
        for before in old {
            let place = new.firstIndex { $0.read.document.isSamePlace(as: before.document) }
            let after = place.map { new[$0].read } ?? absent.following(before)
            if let after, after.document.isSame(as: before.document) { continue }
            let document = after?.document ?? before.document
            diagnostics += validator.diagnostics(ofChangeFrom: before, to: after, now: now)
                .map { PlacedDiagnostic($0, in: document) }
        }
        for index in new.indices {
            let after = new[index].read
            if old.contains(where: { $0.document.isSamePlace(as: after.document) }) { continue }
            diagnostics += validator.diagnostics(ofChangeFrom: absent.preceding(after), to: after, now: now)
                .map { PlacedDiagnostic($0, in: after.document) }
        }
        return diagnostics
    }

    /// What was wrong before.
    ///
    /// A document with more mistakes than a report keeps may hide another one behind those, so that all count as new
    /// unless its text is the same.
    private func oldMistakes(
        of examination: Examination, _ validator: Validator, _ now: Int64
    ) -> [PlacedDiagnostic] {
        examination.old.flatMap { old -> [PlacedDiagnostic] in
            let hidesSome = examination.reports.contains { report in
                report.omitted > 0 && report.document.isSamePlace(as: old.document)
                    && !report.document.hasSameText(as: old.document)
            }
            if hidesSome { return [] }
            let report =
                examination.reports.first { $0.read === old }
                ?? cache?.report(on: old, by: validator, now: now) ?? validator.report(on: old, now: now)
            return [report].placed
        }
    }
}

extension MeshDocument {
    /// Whether two states of an object have this document at the same place.
    fileprivate func isSamePlace(as other: MeshDocument) -> Bool { kind == other.kind && field == other.field }

    /// Whether two states of an object have the very same text here.
    fileprivate func hasSameText(as other: MeshDocument) -> Bool {
        guard isSamePlace(as: other), case .text(let text) = body, case .text(let before) = other.body else {
            return false
        }
        return ExactText(text) == ExactText(before)
    }

    /// Whether a rule finds the very same in two states of an object here: it may look at the name and the annotations.
    fileprivate func isSame(as other: MeshDocument) -> Bool {
        hasSameText(as: other) && object.name == other.object.name && object.annotations == other.object.annotations
    }
}
