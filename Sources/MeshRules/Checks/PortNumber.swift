/// Ports of TCP and UDP.
package enum PortNumber {
    package static let range: ClosedRange<Int64> = 1...65535

    /// Whether Istio takes the number for a port; 0 is none.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidatePort`.
    package static func isValid(_ number: Int64) -> Bool { range.contains(number) }
}
