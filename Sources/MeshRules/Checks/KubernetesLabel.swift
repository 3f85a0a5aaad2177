/// Labels of Kubernetes objects.
package enum KubernetesLabel {
    /// Whether the text may be a label's key: a name of at most 63 bytes, with or without a DNS subdomain in front.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsQualifiedName`.
    package static func isKey(_ key: String) -> Bool {
        guard let slash = key.utf8.firstIndex(of: UInt8(ascii: "/")) else { return isName(key[...]) }
        return isName(key[key.utf8.index(after: slash)...]) && DNSLabel.isKubernetesSubdomain(String(key[..<slash]))
    }

    /// Whether the text may be a label's value; empty text may.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsValidLabelValue`.
    package static func isValue(_ value: String) -> Bool { value.isEmpty || isName(value[...]) }

    /// Letters and digits at both ends, and signs between them at most.
    private static func isName(_ name: Substring) -> Bool {
        let bytes = name.utf8Span.span
        guard !bytes.isEmpty, bytes.count <= 63 else { return false }
        for index in bytes.indices {
            let byte = bytes[index]
            let isAtEnd = index == 0 || index == bytes.count &- 1
            guard isOuter(byte) || (!isAtEnd && isInner(byte)) else { return false }
        }
        return true
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
