/// One part of a host name.
///
/// All checks look at bytes: a character may hide a dot or a slash behind a combining mark.
package enum DNSLabel {
    /// RFC 1123 §2.1, and what Istio and Kubernetes count.
    package static let maximumBytes = 63

    /// Whether Istio takes the text for a label: letters of either case, digits and inner hyphens.
    ///
    /// Source: pkg/config/labels/instance.go `IsDNS1123Label`, which unlike Kubernetes allows capitals.
    package static func isIstio(_ label: String) -> Bool { isIstio(label.utf8Span.span) }

    private static func isIstio(_ label: Span<UInt8>) -> Bool { isLabel(label) { isLetterOrDigit($0) } }

    /// Whether Kubernetes takes the text for a DNS-1123 label, the name of a namespace for one.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsDNS1123Label`.
    package static func isKubernetes1123(_ label: String) -> Bool {
        isLabel(label.utf8Span.span) { isLowercaseOrDigit($0) }
    }

    /// Whether Kubernetes takes the text for a DNS-1035 label, the name of a Service: it starts with a letter.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsDNS1035Label`.
    package static func isKubernetes1035(_ label: String) -> Bool {
        let bytes = label.utf8Span.span
        guard !bytes.isEmpty, isLowercase(bytes[0]) else { return false }
        return isKubernetes1123(label)
    }

    /// Whether Kubernetes takes the text for a DNS-1123 subdomain, the name of most objects.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsDNS1123Subdomain`. Its labels have no limit of their own.
    package static func isKubernetesSubdomain(_ name: String) -> Bool { isKubernetesSubdomain(name.utf8Span.span) }

    static func isKubernetesSubdomain(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count <= 253 else { return false }
        var start = 0
        for index in bytes.indices where bytes[index] == UInt8(ascii: ".") {
            guard isFramed(bytes.extracting(start..<index), { isLowercaseOrDigit($0) }) else { return false }
            start = index &+ 1
        }
        return isFramed(bytes.extracting(start..<bytes.count)) { isLowercaseOrDigit($0) }
    }

    /// Whether Istio takes the text for the first label of a wildcard host: `*`, `*-foo`, `*foo` or a label.
    ///
    /// Source: pkg/config/labels/instance.go `IsWildcardDNS1123Label`; the limit of 63 counts the asterisk.
    static func isWildcard(_ label: Span<UInt8>) -> Bool {
        guard label.count <= maximumBytes else { return false }
        guard !label.isEmpty, label[0] == UInt8(ascii: "*") else { return isIstio(label) }
        guard label.count > 1 else { return true }
        return isIstio(label.extracting((label[1] == UInt8(ascii: "-") ? 2 : 1)..<label.count))
    }

    private static func isLabel(_ label: Span<UInt8>, _ isOuter: (UInt8) -> Bool) -> Bool {
        label.count <= maximumBytes && isFramed(label, isOuter)
    }

    /// Whether hyphens stand between, and only between, the other bytes.
    private static func isFramed(_ label: Span<UInt8>, _ isOuter: (UInt8) -> Bool) -> Bool {
        for index in label.indices {
            guard isOuter(label[index]) || (index > 0 && label[index] == UInt8(ascii: "-")) else { return false }
        }
        return !label.isEmpty && label[label.count &- 1] != UInt8(ascii: "-")
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        // The bit that makes small letters of capitals.
        isLowercase(byte | 0x20) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    private static func isLowercaseOrDigit(_ byte: UInt8) -> Bool {
        isLowercase(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    private static func isLowercase(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
}
