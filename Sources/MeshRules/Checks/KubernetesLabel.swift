/// Labels of Kubernetes objects.
package enum KubernetesLabel {
    /// Whether the text may be a label's key: a name of at most 63 bytes, with or without a DNS subdomain in front.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsQualifiedName`.
    package static func isKey(_ key: String) -> Bool {
        let bytes = key.utf8Span.span
        for index in bytes.indices where bytes[index] == UInt8(ascii: "/") {
            return isName(bytes.extracting((index &+ 1)..<bytes.count))
                && DNSLabel.isKubernetesSubdomain(bytes.extracting(..<index))
        }
        return isName(bytes)
    }

    /// Whether the text may be a label's value; empty text may.
    ///
    /// Source: k8s.io/apimachinery/pkg/util/validation `IsValidLabelValue`.
    package static func isValue(_ value: String) -> Bool { value.isEmpty || isName(value.utf8Span.span) }

    /// Letters and digits at both ends, and signs between them at most.
    private static func isName(_ bytes: Span<UInt8>) -> Bool {
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
