/// One part of a host name.
///
/// All checks look at bytes: a character may hide a dot or a slash behind a combining mark.
package enum DNSLabel {
    /// RFC 1123 §2.1, and what Istio and Kubernetes count.
    package static let maximumBytes = 63

    /// Whether Istio takes the text for a label: letters of either case, digits and inner hyphens.
    ///
    /// Source: pkg/config/labels/instance.go `IsDNS1123Label`, which unlike Kubernetes allows capitals.
    package static func isIstio(_ label: some Collection<UInt8>) -> Bool {
        isLabel(label) { isLetterOrDigit($0) }
    }

    package static func isIstio(_ label: String) -> Bool { isIstio(label.utf8) }

    /// Whether Kubernetes takes the text for a DNS-1123 label, the name of a namespace for one.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsDNS1123Label`.
    package static func isKubernetes1123(_ label: String) -> Bool {
        isLabel(label.utf8) { isLowercaseOrDigit($0) }
    }

    /// Whether Kubernetes takes the text for a DNS-1035 label, the name of a Service: it starts with a letter.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsDNS1035Label`.
    package static func isKubernetes1035(_ label: String) -> Bool {
        guard let first = label.utf8.first, isLowercase(first) else { return false }
        return isKubernetes1123(label)
    }

    /// Whether Kubernetes takes the text for a DNS-1123 subdomain, the name of most objects.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsDNS1123Subdomain`. Its labels have no limit of their own.
    package static func isKubernetesSubdomain(_ name: String) -> Bool {
        guard name.utf8.count <= 253 else { return false }
        return name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
            isFramed($0, isLowercaseOrDigit)
        }
    }

    /// Whether Istio takes the text for the first label of a wildcard host: `*`, `*-foo`, `*foo` or a label.
    ///
    /// Source: pkg/config/labels/instance.go `IsWildcardDNS1123Label`; the limit of 63 counts the asterisk.
    static func isWildcard(_ label: some Collection<UInt8>) -> Bool {
        guard label.count <= maximumBytes else { return false }
        guard label.first == UInt8(ascii: "*") else { return isIstio(label) }
        let rest = label.dropFirst()
        if rest.isEmpty { return true }
        return isIstio(rest.first == UInt8(ascii: "-") ? rest.dropFirst() : rest)
    }

    private static func isLabel(_ label: some Collection<UInt8>, _ isOuter: (UInt8) -> Bool) -> Bool {
        label.count <= maximumBytes && isFramed(label, isOuter)
    }

    /// Whether hyphens stand between, and only between, the other bytes.
    private static func isFramed(_ label: some Collection<UInt8>, _ isOuter: (UInt8) -> Bool) -> Bool {
        var last: UInt8?
        for byte in label {
            guard isOuter(byte) || (last != nil && byte == UInt8(ascii: "-")) else { return false }
            last = byte
        }
        guard let last else { return false }
        return last != UInt8(ascii: "-")
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLowercaseOrDigit(byte) || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
    }

    private static func isLowercaseOrDigit(_ byte: UInt8) -> Bool {
        isLowercase(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    private static func isLowercase(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
}
