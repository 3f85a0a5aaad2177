/// Host names and what passes for one in Istio's validation.
package enum HostName {
    /// In bytes, for Istio.
    package static let maximumBytes = 255

    /// Whether Istio takes the text for a fully qualified name such as `istiod.istio-system.svc`.
    ///
    /// One label will do. Capitals and a dot at the end pass; an underscore, an asterisk and a last label that is a
    /// number do not.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidateFQDN`.
    package static func isFullyQualified(_ name: String) -> Bool {
        name.utf8.count <= maximumBytes && !name.isEmpty && hasLabels(name.utf8[...])
    }

    /// Whether Istio takes the text for a name or for one with a wildcard in front: `*.foo.svc.cluster.local`, `*-a.b`.
    ///
    /// A name of one label is not held to be no number.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidateWildcardDomain`.
    package static func isWildcard(_ name: String) -> Bool {
        guard name.utf8.count <= maximumBytes, !name.isEmpty else { return false }
        let parts = name.utf8.split(separator: dot, maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, DNSLabel.isWildcard(first) else { return false }
        guard parts.count > 1, let rest = parts.last else { return true }
        return hasLabels(rest)
    }

    /// Whether Istio takes the text for a trust domain: labels of any number, which may be numbers.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidateTrustDomain`.
    package static func isTrustDomain(_ name: String) -> Bool {
        !name.isEmpty && areLabels(name.utf8.split(separator: dot, omittingEmptySubsequences: false))
    }

    /// Source: pkg/config/validation/agent/validation.go `ValidateDNS1123Labels`.
    private static func hasLabels(_ name: Substring.UTF8View) -> Bool {
        let labels = name.split(separator: dot, omittingEmptySubsequences: false)
        // Go's Atoi: a number too large for 64 bits is none.
        if let last = labels.last, Int(Substring(last)) != nil { return false }
        return areLabels(labels)
    }

    /// The last label may be empty, for names that end in a dot.
    private static func areLabels(_ labels: [Substring.UTF8View]) -> Bool {
        let named = labels.last?.isEmpty == true ? labels.dropLast() : labels[...]
        return named.allSatisfy { DNSLabel.isIstio($0) }
    }

    private static let dot = UInt8(ascii: ".")
}
