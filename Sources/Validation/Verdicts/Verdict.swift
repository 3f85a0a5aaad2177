import Documents
import IstioSchema

/// What becomes of a change: a pure function of what is wrong, what was wrong, what the client asked for, the release
/// that reads it, and the policy.
package struct Verdict: Sendable {
    /// Why the change is denied, most severe first; empty where it is allowed.
    package let causes: [PlacedDiagnostic]
    /// What is said beside, most severe first.
    package let warnings: [Warning]
    /// Warnings that an author let through, with the reason that was given.
    package let allowed: [(diagnostic: PlacedDiagnostic, reason: String)]
    /// Allowances that let nothing through.
    package let unusedAllowances: [Allowance]
    /// Why a denial was turned into a warning for the whole request; nil where none was.
    package let reprieve: Reprieve?

    package var isAllowed: Bool { causes.isEmpty }

    package struct Warning: Sendable {
        package let diagnostic: PlacedDiagnostic
        /// Why this is no cause of a denial although it would have been one.
        package let softened: Softening?
    }

    /// Why a mistake that would be denied is only warned of.
    package enum Softening: String, Sendable {
        /// The old object had it already.
        case existing
        /// The profile is `audit`.
        case audit
        /// The policy exempts the user, or it is istiod itself.
        case exemptUser
        case breakGlass
    }

    package enum Reprieve: Sendable, Equatable {
        case audit, exemptUser
        case breakGlass(BreakGlassUse)
    }
}

extension Policy {
    /// The verdict on what is wrong with the new object, and with the change.
    package func verdict(on diagnostics: [PlacedDiagnostic], of change: Change) -> Verdict {
        let override = override(for: change.object)
        let judge = Judge(policy: self, override: override, change: change)
        let reprieve = judge.reprieve()
        var known = Dictionary(change.old.map { (DiagnosticIdentity($0), 1) }, uniquingKeysWith: +)
        var used: Set<Allowance> = []
        var causes: [PlacedDiagnostic] = []
        var warnings: [Verdict.Warning] = []
        var allowed: [(PlacedDiagnostic, String)] = []
        for index in Self.mostSevereFirst(diagnostics) {
            let placed = diagnostics[index]
            // What was not there before need not be told from other mistakes.
            let isExisting = !known.isEmpty && known.consume(DiagnosticIdentity(placed))
            let treatment = judge.treatment(of: placed)
            guard treatment != .silence else { continue }
            if let allowance = judge.allowance(for: placed) {
                used.insert(allowance)
                allowed.append((placed, allowance.reason))
                continue
            }
            guard treatment == .deny else {
                warnings.append(Verdict.Warning(diagnostic: placed, softened: nil))
                continue
            }
            if isExisting, existing == .warn {
                warnings.append(Verdict.Warning(diagnostic: placed, softened: .existing))
            } else if let reprieve {
                warnings.append(Verdict.Warning(diagnostic: placed, softened: reprieve.softening))
            } else {
                causes.append(placed)
            }
        }
        let softening = reprieve?.softening
        let softened = softening != nil && warnings.indices.contains { warnings[$0].softened == softening }
        return Verdict(
            causes: causes, warnings: warnings, allowed: allowed,
            unusedAllowances: change.allowances.filter { !used.contains($0) }, reprieve: softened ? reprieve : nil)
    }

    /// The indices of diagnostics in the order in which they are told.
    private static func mostSevereFirst(_ diagnostics: [PlacedDiagnostic]) -> [Int] {
        diagnostics.indices.sorted { isTold($0, before: $1, of: diagnostics) }
    }

    /// Whether one of two diagnostics is told first.
    ///
    /// By their indices, as a diagnostic is large: single fields tell nearly every two apart, and only for the rest are
    /// both copied.
    private static func isTold(_ left: Int, before right: Int, of diagnostics: [PlacedDiagnostic]) -> Bool {
        let leftSeverity = diagnostics[left].diagnostic.severity
        let rightSeverity = diagnostics[right].diagnostic.severity
        if leftSeverity != rightSeverity { return leftSeverity > rightSeverity }
        if !diagnostics[left].document.isIdentical(to: diagnostics[right].document) {
            let leftField = diagnostics[left].document.field.description
            let rightField = diagnostics[right].document.field.description
            if leftField != rightField { return leftField < rightField }
        }
        if let leftMark = diagnostics[left].diagnostic.mark, let rightMark = diagnostics[right].diagnostic.mark,
            leftMark != rightMark
        {
            return leftMark < rightMark
        }
        return Diagnostic.inOrderOfPlace(diagnostics[left].diagnostic, diagnostics[right].diagnostic)
    }
}

/// What a policy makes of single diagnostics of one change.
private struct Judge {
    let policy: Policy
    let override: Policy.Override?
    let change: Change

    enum Treatment {
        case silence, warn, deny
    }

    private var profile: Policy.Profile { override?.profile ?? policy.profile }

    /// The policy's severity for a rule: nil where it has none of its own, `.some(nil)` where the rule is off.
    private func chosenSeverity(_ id: DiagnosticID) -> Severity?? {
        override?.severities[id] ?? policy.severities[id]
    }

    func treatment(of placed: PlacedDiagnostic) -> Treatment {
        let diagnostic = placed.diagnostic
        if let chosen = chosenSeverity(diagnostic.id) {
            guard let severity = chosen else { return .silence }
            return treatment(of: severity)
        }
        if change.release.isNewerThanTables, diagnostic.mayBeNewerRelease { return .warn }
        guard diagnostic.concernsFieldName else { return treatment(of: diagnostic.severity) }
        switch change.fieldValidation {
        case .strict: return .deny
        case .warn, .absent: return profile == .strict ? .deny : .warn
        case .ignore: return .silence
        }
    }

    private func treatment(of severity: Severity) -> Treatment {
        switch severity {
        case .error: .deny
        case .warning: profile == .strict ? .deny : .warn
        case .note: .silence
        }
    }

    /// Warnings can be let through; errors never.
    func allowance(for placed: PlacedDiagnostic) -> Allowance? {
        guard policy.allowancesAreHonoured, !policy.neverAllowed.contains(placed.diagnostic.id) else { return nil }
        let severity = chosenSeverity(placed.diagnostic.id) ?? placed.diagnostic.severity
        guard severity == .warning, placed.diagnostic.severity != .error else { return nil }
        return change.allowances.first { $0.covers(placed) }
    }

    /// What turns every denial of this request into a warning, or nil.
    func reprieve() -> Verdict.Reprieve? {
        if profile == .audit { return .audit }
        if policy.exempts(user: change.user, groups: change.groups) { return .exemptUser }
        return BreakGlassUse(change, policy.breakGlass).map(Verdict.Reprieve.breakGlass)
    }
}

extension Verdict.Reprieve {
    fileprivate var softening: Verdict.Softening {
        switch self {
        case .audit: .audit
        case .exemptUser: .exemptUser
        case .breakGlass: .breakGlass
        }
    }
}

extension Diagnostic {
    /// Whether a release that the tables do not know may have what is missed here.
    fileprivate var mayBeNewerRelease: Bool { concernsFieldName || id == .meshEnumUnknown }
}

extension Dictionary where Value == Int {
    /// Takes one of what is left of a key; false where nothing is.
    fileprivate mutating func consume(_ key: Key) -> Bool {
        guard let count = self[key], count > 0 else { return false }
        self[key] = count &- 1
        return true
    }
}
