import Documents
import IstioSchema

/// What a policy makes of a mistake's severity, for who shows it rather than denies it.
extension Policy {
    /// How severe a mistake counts: the policy's severity for the rule, else what the client asked of unknown fields,
    /// else the rule's own; nil where it is to be silent.
    ///
    /// ``verdict(on:of:)`` denies in the profile `recommended` what is an error here.
    package func severity(of placed: PlacedDiagnostic, in change: Change) -> Severity? {
        let diagnostic = placed.diagnostic
        if let chosen = override(for: change.object)?.severities[diagnostic.id] ?? severities[diagnostic.id] {
            return chosen
        }
        if change.release.isNewerThanTables, diagnostic.concernsFieldName || diagnostic.id == .meshEnumUnknown {
            return min(diagnostic.severity, .warning)
        }
        guard diagnostic.concernsFieldName else { return diagnostic.severity }
        switch change.fieldValidation {
        case .strict: return .error
        case .warn, .absent: return .warning
        case .ignore: return nil
        }
    }

    /// The wish of an author that covers a note, which a verdict never speaks of.
    package func allowance(forNote placed: PlacedDiagnostic, in change: Change) -> Allowance? {
        guard allowancesAreHonoured, !neverAllowed.contains(placed.diagnostic.id) else { return nil }
        return change.allowances.first { $0.covers(placed) }
    }

    /// Whether an author's wish would let a mistake through if the policy did not forbid it.
    ///
    /// - Parameter wish: one with a reason.
    package func forbids(_ wish: Allowance, of placed: PlacedDiagnostic, in change: Change) -> Bool {
        guard wish.covers(placed), severity(of: placed, in: change) != nil else { return false }
        let id = placed.diagnostic.id
        if !allowancesAreHonoured || neverAllowed.contains(id) { return true }
        guard let chosen = override(for: change.object)?.severities[id] ?? severities[id] else { return false }
        return chosen == .error
    }

    /// The profile that counts for an object.
    package func profile(for object: ObjectReference) -> Profile { override(for: object)?.profile ?? profile }
}
