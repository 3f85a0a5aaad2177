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
        let bytes = name.utf8Span.span
        return bytes.count <= maximumBytes && !bytes.isEmpty && hasLabels(bytes)
    }

    /// Whether Istio takes the text for a name or for one with a wildcard in front: `*.foo.svc.cluster.local`, `*-a.b`.
    ///
    /// A name of one label is not held to be no number.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidateWildcardDomain`.
    package static func isWildcard(_ name: String) -> Bool {
        let bytes = name.utf8Span.span
        guard bytes.count <= maximumBytes, !bytes.isEmpty else { return false }
        for index in bytes.indices where bytes[index] == dot {
            return DNSLabel.isWildcard(bytes.extracting(..<index))
                && hasLabels(bytes.extracting((index &+ 1)..<bytes.count))
        }
        return DNSLabel.isWildcard(bytes)
    }

    /// Whether Istio takes the text for a trust domain: labels of any number, which may be numbers.
    ///
    /// Source: pkg/config/validation/agent/validation.go `ValidateTrustDomain`.
    package static func isTrustDomain(_ name: String) -> Bool {
        !name.isEmpty && areLabels(name.utf8Span.span)
    }

    /// Source: pkg/config/validation/agent/validation.go `ValidateDNS1123Labels`.
    private static func hasLabels(_ name: Span<UInt8>) -> Bool { areLabels(name) && !endsInNumber(name) }

    /// Whether the last label is a number to Go's Atoi, to which one too large for 64 bits is none.
    ///
    /// - Parameter name: labels.
    private static func endsInNumber(_ name: Span<UInt8>) -> Bool {
        var start = name.count
        while start > 0, name[start &- 1] != dot {
            start = start &- 1
            guard name[start] >= UInt8(ascii: "0"), name[start] <= UInt8(ascii: "9") else { return false }
        }
        guard start < name.count else { return false }
        var number = 0
        for index in start..<name.count {
            let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, isStillTooLarge) = tens.addingReportingOverflow(Int(name[index] & 0x0F))
            if isTooLarge || isStillTooLarge { return false }
            number = sum
        }
        return true
    }

    /// The last label may be empty, for names that end in a dot.
    private static func areLabels(_ name: Span<UInt8>) -> Bool {
        // Of the label that is looked at.
        var start = 0
        for index in name.indices {
            let byte = name[index]
            // Nearly every byte.
            if DNSLabel.isLetterOrDigit(byte) { continue }
            let length = index &- start
            guard length > 0 else { return false }
            if byte == dot {
                guard length <= DNSLabel.maximumBytes, name[index &- 1] != hyphen else { return false }
                start = index &+ 1
            } else {
                guard byte == hyphen else { return false }
            }
        }
        let length = name.count &- start
        return length == 0 || length <= DNSLabel.maximumBytes && name[name.count &- 1] != hyphen
    }

    private static let dot = UInt8(ascii: ".")
    private static let hyphen = UInt8(ascii: "-")
}
