/// What Istio makes of a mistake, not what we do about it: that is the policy's.
package enum Severity: Int, Comparable, CaseIterable, Sendable {
    /// Advice.
    case note
    /// Accepted, but ignored, misleading or dangerous.
    case warning
    /// Istio, the API server or a pod refuses or crashes, often only at the next restart.
    case error

    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

extension Severity: CustomStringConvertible, LosslessStringConvertible {
    package init?(_ description: String) {
        switch description {
        case "note": self = .note
        case "warning": self = .warning
        case "error": self = .error
        default: return nil
        }
    }

    package var description: String {
        switch self {
        case .note: "note"
        case .warning: "warning"
        case .error: "error"
        }
    }
}

/// What comes of a mistake in the mesh.
package enum Effect: String, CaseIterable, Sendable {
    /// istiod refuses the whole document when it reads it.
    case rejected
    /// Another part refuses or crashes: API server, injector, pilot-agent, Envoy, the next start of istiod.
    case breaks
    /// The setting has no effect.
    case ignored
    /// The setting works, and hurts.
    case risky
    /// Nothing: there is a better way.
    case advice
}
