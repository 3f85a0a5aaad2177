extension Duration {
    /// Whether nothing is left over the last full millisecond: Envoy and Istio count in them.
    package var isWholeMilliseconds: Bool { components.attoseconds % 1_000_000_000_000_000 == 0 }
}
