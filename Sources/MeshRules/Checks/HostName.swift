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
        name.utf8.count <= maximumBytes && !name.isEmpty && hasLabels(name[...])
    }

    /// Whether Istio takes the text for a name or for one with a wildcard in front: `*.foo.svc.cluster.local`, `*-a.b`.
    ///
    /// A name of one label is not held to be no number.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidateWildcardDomain`.
    package static func isWildcard(_ name: String) -> Bool {
        guard name.utf8.count <= maximumBytes, !name.isEmpty else { return false }
        guard let end = name.utf8.firstIndex(of: dot) else { return DNSLabel.isWildcard(name.utf8) }
        return DNSLabel.isWildcard(name.utf8[..<end]) && hasLabels(name[name.utf8.index(after: end)...])
    }

    /// Whether Istio takes the text for a trust domain: labels of any number, which may be numbers.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidateTrustDomain`.
    package static func isTrustDomain(_ name: String) -> Bool {
        !name.isEmpty && areLabels(name.utf8Span.span)
    }

    /// Source: pkg/config/validation/agent/validation.go `ValidateDNS1123Labels`.
    private static func hasLabels(_ name: Substring) -> Bool {
        guard areLabels(name.utf8Span.span) else { return false }
        // Go's Atoi: a number too large for 64 bits is none.
        guard let last = name.utf8.last, last >= UInt8(ascii: "0"), last <= UInt8(ascii: "9") else { return true }
        let start = name.utf8.lastIndex(of: dot).map { name.utf8.index(after: $0) } ?? name.startIndex
        return Int(name[start...]) == nil
    }

    /// The last label may be empty, for names that end in a dot.
    private static func areLabels(_ name: Span<UInt8>) -> Bool {
        var length = 0
        var last = dot
        for index in name.indices {
            let byte = name[index]
            if byte == dot {
                guard length > 0, length <= DNSLabel.maximumBytes, last != hyphen else { return false }
                length = 0
            } else {
                guard DNSLabel.isLetterOrDigit(byte) || (byte == hyphen && length > 0) else { return false }
                length &+= 1
            }
            last = byte
        }
        return length <= DNSLabel.maximumBytes && last != hyphen
    }

    private static let dot = UInt8(ascii: ".")
    private static let hyphen = UInt8(ascii: "-")
}
