/// Labels of Kubernetes objects.
package enum KubernetesLabel {
    /// Whether the text may be a label's key: a name of at most 63 bytes, with or without a DNS subdomain in front.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsQualifiedName`.
    package static func isKey(_ key: String) -> Bool {
        let parts = key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.last, isName(name) else { return false }
        guard parts.count == 2, let prefix = parts.first else { return true }
        return DNSLabel.isKubernetesSubdomain(String(Substring(prefix)))
    }

    /// Whether the text may be a label's value; empty text may.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsValidLabelValue`.
    package static func isValue(_ value: String) -> Bool { value.isEmpty || isName(value.utf8) }

    private static func isName(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        guard name.count <= 63, let first = name.first, let last = name.last else { return false }
        return isOuter(first) && isOuter(last) && name.allSatisfy { isOuter($0) || isInner($0) }
    }

    private static func isOuter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }

    private static func isInner(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
}
