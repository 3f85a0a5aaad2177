extension Duration {
    /// Whether the duration has no fraction of a millisecond.
    package var isWholeMilliseconds: Bool { components.attoseconds % 1_000_000_000_000_000 == 0 }

    /// Whether the duration has no fraction of a second.
    package var isWholeSeconds: Bool { components.attoseconds == 0 }

    /// What Istio's general check of durations finds wrong, or nil: at least 1ms, in whole milliseconds.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidateDuration`.
    package var problem: String? {
        if self < .milliseconds(1) { return "must be at least 1ms" }
        return isWholeMilliseconds ? nil : "must be whole milliseconds"
    }
}
