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
        /// The policy exempts the user, or istiod writes what is its own, or Kubernetes deletes what belongs to something
        /// deleted.
        case exemptUser
        case breakGlass
    }

    package enum Reprieve: Sendable, Equatable {
        case audit, exemptUser
        case breakGlass(BreakGlassUse)
    }
}

extension Policy {
    /// Whether the verdict depends on what was wrong before: only what would be denied may be excused by it.
    package func asksForOldMistakes(_ diagnostics: [PlacedDiagnostic], of change: Change) -> Bool {
        guard existing == .warn else { return false }
        let override = override(for: change.object)
        return diagnostics.indices.contains { treatment(of: diagnostics[$0], in: change, override) == .deny }
    }

    /// The verdict on what is wrong with the new object, and with the change.
    package func verdict(on diagnostics: [PlacedDiagnostic], of change: Change) -> Verdict {
        let override = override(for: change.object)
        let reprieve = reprieve(for: change, override)
        var old = OldMistakes()
        if existing == .warn, !change.old.isEmpty {
            for index in diagnostics.indices where treatment(of: diagnostics[index], in: change, override) == .deny {
                old.ids.insert(diagnostics[index].diagnostic.id)
            }
            old.append(contentsOf: change.old)
        }
        var used: Set<Allowance> = []
        var causes: [PlacedDiagnostic] = []
        var warnings: [Verdict.Warning] = []
        var allowed: [(PlacedDiagnostic, String)] = []
        // As many as are shown; few changes have more.
        warnings.reserveCapacity(min(diagnostics.count, 12))
        for place in Place.inOrder(of: diagnostics) {
            let placed = diagnostics[place.index]
            let isExisting = old.consume(placed)
            let treatment = treatment(of: placed, in: change, override)
            guard treatment != .silence else { continue }
            if let allowance = allowance(for: placed, in: change, override) {
                used.insert(allowance)
                allowed.append((placed, allowance.reason))
                continue
            }
            guard treatment == .deny else {
                warnings.append(Verdict.Warning(diagnostic: placed, softened: nil))
                continue
            }
            if isExisting {
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
}

/// The place of a diagnostic among those that are told, without the diagnostic: single fields tell nearly every two apart.
private struct Place {
    /// Of the diagnostic in their array.
    let index: Int
    /// The severity's number.
    let severity: Int
    let mark: SourceMark
    /// The same for diagnostics of one document that stand together.
    let run: Int

    /// The places of diagnostics in the order in which they are told: the most severe first.
    static func inOrder(of diagnostics: [PlacedDiagnostic]) -> [Place] {
        var places: [Place] = []
        places.reserveCapacity(diagnostics.count)
        var run = 0
        for index in diagnostics.indices {
            if index > 0, !diagnostics[index].isOfSameDocument(as: diagnostics[index - 1]) { run = index }
            let diagnostic = diagnostics[index].diagnostic
            let mark = diagnostic.mark ?? Diagnostic.lastMark
            places.append(Place(index: index, severity: diagnostic.severity.rawValue, mark: mark, run: run))
        }
        if places.count > 1 { places.sort { $0.isTold(before: $1, of: diagnostics) } }
        return places
    }

    private func isTold(before other: Place, of diagnostics: [PlacedDiagnostic]) -> Bool {
        if severity != other.severity { return severity > other.severity }
        if run != other.run {
            let field = diagnostics[index].document.field.description
            let otherField = diagnostics[other.index].document.field.description
            if field != otherField { return field < otherField }
        }
        if mark != other.mark { return mark < other.mark }
        return Diagnostic.inOrderOfPlace(diagnostics[index].diagnostic, diagnostics[other.index].diagnostic)
    }
}

/// What was wrong before: of every mistake, how many are left to find again.
private struct OldMistakes {
    /// The ids of what would be denied: only of those it matters whether they are old, and mistakes with different ids are
    /// different ones.
    var ids: Set<DiagnosticID> = []
    private var counts: [DiagnosticIdentity: Int] = [:]

    mutating func append(contentsOf mistakes: [PlacedDiagnostic]) {
        guard !ids.isEmpty else { return }
        for index in mistakes.indices where ids.contains(mistakes[index].diagnostic.id) {
            counts[DiagnosticIdentity(mistakes[index]), default: 0] &+= 1
        }
    }

    /// Takes one of what is left of a mistake; false where nothing is.
    mutating func consume(_ placed: PlacedDiagnostic) -> Bool {
        guard !counts.isEmpty, ids.contains(placed.diagnostic.id) else { return false }
        let identity = DiagnosticIdentity(placed)
        guard let count = counts[identity], count > 0 else { return false }
        counts[identity] = count &- 1
        return true
    }
}

/// What a policy makes of single diagnostics of one change; the override is the one that fits its object.
extension Policy {
    fileprivate enum Treatment {
        case silence, warn, deny
    }

    /// The policy's severity for a rule: nil where it has none of its own, `.some(nil)` where the rule is off.
    private func chosenSeverity(_ id: DiagnosticID, _ override: Override?) -> Severity?? {
        override?.severities[id] ?? severities[id]
    }

    fileprivate func treatment(of placed: PlacedDiagnostic, in change: Change, _ override: Override?) -> Treatment {
        let diagnostic = placed.diagnostic
        let profile = override?.profile ?? profile
        if let chosen = chosenSeverity(diagnostic.id, override) {
            guard let severity = chosen else { return .silence }
            return Self.treatment(of: severity, under: profile)
        }
        if change.release.isNewerThanTables, diagnostic.mayBeNewerRelease { return .warn }
        guard diagnostic.concernsFieldName else { return Self.treatment(of: diagnostic.severity, under: profile) }
        switch change.fieldValidation {
        case .strict: return .deny
        case .warn, .absent: return profile == .strict ? .deny : .warn
        case .ignore: return .silence
        }
    }

    private static func treatment(of severity: Severity, under profile: Profile) -> Treatment {
        switch severity {
        case .error: .deny
        case .warning: profile == .strict ? .deny : .warn
        case .note: .silence
        }
    }

    /// Warnings can be let through; errors never.
    fileprivate func allowance(for placed: PlacedDiagnostic, in change: Change, _ override: Override?) -> Allowance? {
        guard allowancesAreHonoured, !change.allowances.isEmpty else { return nil }
        let diagnostic = placed.diagnostic
        guard !neverAllowed.contains(diagnostic.id) else { return nil }
        let severity = chosenSeverity(diagnostic.id, override) ?? diagnostic.severity
        guard severity == .warning, diagnostic.severity != .error else { return nil }
        return change.allowances.first { $0.covers(placed) }
    }

    /// What turns every denial of this request into a warning, or nil.
    fileprivate func reprieve(for change: Change, _ override: Override?) -> Verdict.Reprieve? {
        if override?.profile ?? profile == .audit { return .audit }
        if exempts(user: change.user, groups: change.groups) || isIstiodsOwn(change) || Self.isCleanUp(change) {
            return .exemptUser
        }
        guard let breakGlass else { return nil }
        return BreakGlassUse(change, breakGlass).map(Verdict.Reprieve.breakGlass)
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
