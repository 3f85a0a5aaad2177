import Documents
import IstioSchema
import Testing

@testable import Validation

/// One row of the table of decisions: what goes in, and what becomes of one diagnostic.
struct VerdictRow: CustomTestStringConvertible, Sendable {
    var name: String
    var severity = Severity.error
    var concernsFieldName = false
    var isExisting = false
    var fieldValidation = FieldValidation.strict
    var profile = Policy.Profile.recommended
    var existing = Policy.Existing.warn
    var chosen: Severity??
    var override: Policy.Override?
    var allowance: Allowance?
    var allowancesAreHonoured = true
    var neverAllowed: Set<DiagnosticID> = []
    var kind = "ConfigMap"
    var objectName = "istio"
    var user = "somebody"
    var groups: [String] = []
    var exemptUsers: [NamePattern] = []
    var exemptGroups: [NamePattern] = []
    var breakGlass: Policy.BreakGlass?
    var annotations: [String: String] = [:]
    var operation = Change.Operation.update
    var isDryRun = false
    var release = IstioRelease(.v1_30)
    var expected: Fate

    enum Fate: Equatable {
        case denied, warned
        case softened(Verdict.Softening)
        case allowed, silent
    }

    var testDescription: String { name }

    static let id: DiagnosticID = "some-mistake"
    /// When it is: 2026-11-23T00:00:00Z.
    static let now: Int64 = 1_795_392_000

    private var diagnostic: PlacedDiagnostic {
        let effect: Effect = severity == .error ? .rejected : severity == .warning ? .risky : .advice
        return PlacedDiagnostic(
            Diagnostic(
                id: Self.id, severity: severity, effect: effect, path: .root.field("a").element(1),
                mark: SourceMark(line: 3, column: 1), message: "must be b", value: "c",
                concernsFieldName: concernsFieldName),
            in: MeshDocument(.mesh, .text(""), field: .root.field("data").field("mesh"), label: "mesh"))
    }

    func fate() -> Fate? {
        var policy = Policy()
        policy.profile = profile
        policy.existing = existing
        if let chosen { policy.severities[Self.id] = chosen }
        if let override { policy.overrides = [override] }
        policy.allowancesAreHonoured = allowancesAreHonoured
        policy.neverAllowed = neverAllowed
        policy.exemptUsers = exemptUsers
        policy.exemptGroups = exemptGroups
        policy.breakGlass = breakGlass
        let change = Change(
            operation: operation, isDryRun: isDryRun, fieldValidation: fieldValidation, user: user, groups: groups,
            object: ObjectReference(
                apiVersion: "v1", kind: kind, namespace: "istio-system", name: objectName, annotations: annotations),
            release: release, old: isExisting ? [diagnostic] : [], allowances: allowance.map { [$0] } ?? [],
            now: Self.now)
        let verdict = policy.verdict(on: [diagnostic], of: change)
        switch (verdict.causes.count, verdict.warnings.count, verdict.allowed.count) {
        case (1, 0, 0): return .denied
        case (0, 1, 0): return verdict.warnings.first?.softened.map(Fate.softened) ?? .warned
        case (0, 0, 1): return .allowed
        case (0, 0, 0): return .silent
        default: return nil
        }
    }
}

@Suite("The verdict") struct VerdictTests {
    @Test("follows the table of decisions", arguments: VerdictRow.all)
    func row(_ row: VerdictRow) {
        #expect(row.fate() == row.expected)
    }

    @Test func `counts old mistakes, so that one more of the same kind is new`() {
        let document = MeshDocument(.mesh, .text(""), field: .root.field("data"), label: "mesh")
        func mistake(_ index: Int) -> PlacedDiagnostic {
            PlacedDiagnostic(
                Diagnostic(
                    id: "x", severity: .error, effect: .rejected, path: .root.field("list").element(index), mark: nil,
                    message: "must be y", value: "z"), in: document)
        }
        let change = Change(operation: .update, old: [mistake(3)])
        let verdict = Policy().verdict(on: [mistake(0), mistake(1)], of: change)
        #expect(verdict.causes.count == 1)
        #expect(verdict.warnings.map(\.softened) == [.existing])
    }

    @Test func `tells the most severe first`() {
        let document = MeshDocument(.mesh, .text(""), label: "mesh")
        let diagnostics = [Severity.warning, .error, .note, .error].enumerated().map { index, severity in
            PlacedDiagnostic(
                Diagnostic(
                    id: "x", severity: severity, effect: .risky, path: .root,
                    mark: SourceMark(line: 9 - index, column: 1),
                    message: "\(index)"), in: document)
        }
        var policy = Policy()
        policy.profile = .audit
        let verdict = policy.verdict(on: diagnostics, of: Change(operation: .create))
        #expect(verdict.warnings.map(\.diagnostic.diagnostic.message) == ["3", "1", "0"])
    }

    @Test func `names allowances that let nothing through`() {
        let unused = Allowance("nothing", reason: "was fixed")
        let verdict = Policy().verdict(on: [], of: Change(operation: .create, allowances: [unused]))
        #expect(verdict.unusedAllowances == [unused])
    }
}
