import Admission
import Documents
import IstioSchema
import Manifests
import MeshRules
import Validation

/// Checks files together, as the webhook checks changes.
package struct Inspection: Sendable {
    private let checkpoint: Checkpoint
    private let reader: InputReader
    private let options: CheckOptions

    package init(rules: [Rule] = Rule.all, options: CheckOptions) {
        checkpoint = Checkpoint(rules: rules, policy: options.policy)
        reader = InputReader(
            finder: MeshDocumentFinder(names: options.policy.configMaps), bareKind: options.bareKind)
        self.options = options
    }

    /// Reads and checks the files that arguments name.
    ///
    /// The old state, where one is given, makes it a change. `progress` is called before each file with how many are done
    /// and how many there are.
    package func check(_ arguments: [String], old: [String] = [], progress: (Int, Int) -> Void = { _, _ in })
        -> CheckResult
    {
        var result = CheckResult()
        let objects = readObjects(of: arguments, &result, progress)
        var oldResult = CheckResult()
        let before = readObjects(of: old, &oldResult) { _, _ in }
        result.problems += oldResult.problems
        judge(objects, before: old.isEmpty ? nil : (before, oldResult.files), &result)
        return result
    }

    /// Checks files that were read.
    package func check(_ files: [InputFile]) -> CheckResult {
        var result = CheckResult()
        let objects = files.flatMap { take($0, &result) }
        judge(objects, before: nil, &result)
        return result
    }

    // MARK: Reading

    private func readObjects(
        of arguments: [String], _ result: inout CheckResult, _ progress: (Int, Int) -> Void
    ) -> [InputObject] {
        let search = InputSearch(arguments)
        result.problems += search.problems
        var objects: [InputObject] = []
        for (index, path) in search.files.enumerated() {
            progress(index, search.files.count)
            do throws(InputProblem) {
                let file = try InputFile(reading: path, standardInputName: options.standardInputName)
                objects += take(file, &result)
            } catch {
                result.problems.append(error)
            }
        }
        return objects
    }

    private func take(_ file: InputFile, _ result: inout CheckResult) -> [InputObject] {
        let index = result.files.count
        result.files.append(file)
        let content = reader.content(of: file, index: index)
        result.problems += content.problems
        result.skipped += content.skipped
        if !content.objects.isEmpty { result.filesOfOurs.insert(index) }
        if content.hasUnknownBareDocument { result.unknownBareFiles.append(index) }
        return content.objects
    }

    // MARK: Judging

    private func judge(
        _ objects: [InputObject], before: (objects: [InputObject], files: [InputFile])?, _ result: inout CheckResult
    ) {
        var old: [String: InputObject] = [:]
        for object in before?.objects ?? [] { old[object.identity] = object }
        var examined: [(object: InputObject, examination: Checkpoint.Examination)] = []
        for object in objects {
            let earlier = old.removeValue(forKey: object.identity)
            let passage = passage(from: earlier, to: object, comparing: before != nil)
            guard let examination = checkpoint.examine(passage, now: options.now) else { continue }
            examined.append((object, examination))
            result.documentCount += object.documents.count { $0.kind != .configMap }
        }
        let all = GivenDocuments(examined.flatMap { $0.examination.reports.map(\.read) })
        for (object, examination) in examined {
            let together = checkpoint.diagnostics(of: examination, among: all, now: options.now)
            let judgement = checkpoint.judge(examination, besides: together, now: options.now)
            guard result.files.indices.contains(object.file) else { continue }
            append(judgement, object, result.files[object.file], &result)
        }
        if let before { judgeDeleted(old.values.map { $0 }, before.files, &result) }
        result.diagnostics.sort(by: FileDiagnostic.inOrderOfPlace)
    }

    private func passage(from old: InputObject?, to new: InputObject, comparing: Bool) -> Checkpoint.Passage {
        var passage = Checkpoint.Passage(
            operation: comparing && old != nil ? .update : .create, new: new.node, old: old?.node)
        passage.newDocuments = new.documents
        passage.oldDocuments = old?.documents ?? []
        passage.allowances = new.allowances
        return asked(passage)
    }

    /// Objects of the old state that are gone: what a deletion does is said at the place where they were.
    private func judgeDeleted(_ objects: [InputObject], _ files: [InputFile], _ result: inout CheckResult) {
        for object in objects.sorted(by: { $0.identity < $1.identity }) {
            var passage = Checkpoint.Passage(operation: .delete, new: nil, old: object.node)
            passage.newDocuments = []
            passage.oldDocuments = object.documents
            guard let examination = checkpoint.examine(asked(passage), now: options.now),
                files.indices.contains(object.file)
            else { continue }
            append(checkpoint.judge(examination, now: options.now), object, files[object.file], &result)
        }
    }

    private func asked(_ passage: Checkpoint.Passage) -> Checkpoint.Passage {
        var passage = passage
        passage.fieldValidation = options.fieldValidation
        passage.release = options.version.map { IstioRelease($0) }
        return passage
    }

    // MARK: Saying

    private func append(
        _ judgement: Checkpoint.Judgement, _ object: InputObject, _ file: InputFile, _ result: inout CheckResult
    ) {
        result.releases.insert(judgement.release)
        let policy = checkpoint.policy
        let change = judgement.change
        let verdict = judgement.verdict
        var found: [FileDiagnostic] = []
        var sources = InnerSources()
        func add(_ placed: PlacedDiagnostic, _ severity: Severity, _ softening: Verdict.Softening? = nil) {
            if KustomizePatch.cannotTell(placed.diagnostic), KustomizePatch.isPatch(file) { return }
            found.append(
                FileDiagnostic(
                    placed, in: object, of: file, severity: severity, release: judgement.release, softening: softening,
                    sources: &sources))
        }
        for cause in verdict.causes { add(cause, policy.severity(of: cause, in: change) ?? .error) }
        for warning in verdict.warnings {
            let severity = policy.severity(of: warning.diagnostic, in: change) ?? .warning
            add(
                warning.diagnostic, warning.softened == .existing ? min(severity, .warning) : severity, warning.softened
            )
        }
        var usedByNotes: Set<Allowance> = []
        for placed in judgement.diagnostics where policy.severity(of: placed, in: change) == .note {
            if let allowance = policy.allowance(forNote: placed, in: change) {
                usedByNotes.insert(allowance)
                result.allowedCount += 1
            } else {
                add(placed, .note)
            }
        }
        for repeated in object.repeatedKeys {
            guard let document = object.documents.first else { break }
            let root =
                object.node == nil
                ? MeshDocument(.helmValues, document.body, object: object.reference)
                : object.wholeDocument(like: document)
            let placed = PlacedDiagnostic(repeated, in: root)
            if let severity = policy.severity(of: placed, in: change) { add(placed, severity) }
        }
        result.allowedCount += verdict.allowed.count
        found += unused(verdict, usedByNotes, judgement, object, file, &sources)
        let shown = found.filter { $0.severity >= options.minimumSeverity }
        result.hiddenCount += found.count - shown.count
        result.diagnostics += shown
    }

    /// A note for each wish that let nothing through: it may hide a mistake to come.
    private func unused(
        _ verdict: Verdict, _ usedByNotes: Set<Allowance>, _ judgement: Checkpoint.Judgement, _ object: InputObject,
        _ file: InputFile, _ sources: inout InnerSources
    ) -> [FileDiagnostic] {
        let unused = verdict.unusedAllowances.filter { !usedByNotes.contains($0) }
        let used = judgement.change.allowances.filter { wish in !unused.contains(wish) }
        var said: Set<String> = []
        return unused.compactMap { wish in
            // A comment about an object's tree stands for each of its documents; one of them suffices.
            guard !used.contains(where: { $0.id == wish.id && $0.line == wish.line }),
                said.insert("\(wish.id) \(wish.line ?? 0)").inserted,
                let document = object.documents.first(where: { $0.field == wish.field }) ?? object.documents.first
            else { return nil }
            let diagnostic = Diagnostic(
                id: UnusedAllowance.id, severity: .note, effect: .advice, path: .root,
                mark: wish.line.map { SourceMark(line: $0, column: 1) },
                message: UnusedAllowance.message(for: wish, in: judgement, under: checkpoint.policy))
            let placed = PlacedDiagnostic(
                diagnostic, in: wish.line == nil ? object.wholeDocument(like: document) : document)
            return FileDiagnostic(
                placed, in: object, of: file, severity: .note, release: judgement.release, sources: &sources)
        }
    }
}

/// What the linter says of wishes that let nothing through.
package enum UnusedAllowance {
    package static let id: DiagnosticID = "unused-allowance"

    static let summary = "an allowance lets nothing through"

    /// What `sekisho explain` says of it, which is no rule: no policy changes it, and the webhook does not say it.
    package static var explanation: String {
        """
        \(id)  note: \(summary)

        The comment sekisho:allow or the annotation \(Allowance.annotation) stands where its rule
        says nothing, names no rule, gives no reason, or is about what nobody may allow.
        It may hide a mistake to come: remove it, or put it where the mistake is.

        \(RuleLink.page(id))

        """
    }

    static func message(
        for wish: Allowance, in judgement: Checkpoint.Judgement, under policy: Policy
    ) -> String {
        let id = wish.id.text.escapedForDisplay.elided(to: 40)
        if wish.reason.isEmpty { return "must give a reason to allow \(id)" }
        let known = Rule.all.map(\.id.text)
        if !known.contains(wish.id.text), !judgement.diagnostics.contains(where: { $0.diagnostic.id == wish.id }) {
            let near = NearName.nearest(to: wish.id.text, among: known)
            return "allows \(id), which is no rule" + (near.map { "; did you mean \($0)?" } ?? "")
        }
        if judgement.diagnostics.contains(where: { $0.diagnostic.id == wish.id && $0.diagnostic.severity == .error }) {
            return "cannot allow \(id), which is an error"
        }
        if judgement.diagnostics.contains(where: { policy.forbids(wish, of: $0, in: judgement.change) }) {
            return "cannot allow \(id): the policy forbids it"
        }
        return "allows \(id), which says nothing here"
    }
}

extension InputObject {
    /// The document that stands for the whole object.
    fileprivate func wholeDocument(like document: MeshDocument) -> MeshDocument {
        guard let node else { return document }
        return MeshDocument(.configMap, .node(node), object: reference)
    }
}
