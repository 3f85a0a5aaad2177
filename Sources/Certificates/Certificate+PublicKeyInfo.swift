extension Certificate {
    /// The DER bytes of SubjectPublicKeyInfo (RFC 5280 §4.1), the same for certificates of the same key; nil where they
    /// cannot be found.
    package var publicKeyInfo: ArraySlice<UInt8>? {
        guard let certificate = DERElement(der[...], tag: DERElement.sequence),
            let tbs = DERElement(certificate.content, tag: DERElement.sequence)
        else { return nil }
        var rest = tbs.content
        // version [0] is left out in version 1.
        if let version = DERElement(rest), version.tag == 0xA0 { rest = version.rest }
        // serialNumber, signature, issuer, validity, subject
        for _ in 0..<5 {
            guard let field = DERElement(rest) else { return nil }
            rest = field.rest
        }
        guard let key = DERElement(rest, tag: DERElement.sequence) else { return nil }
        return key.whole
    }
}

/// One element of DER (X.690 §8.1): a tag of one byte, a definite length, and its content.
private struct DERElement {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    /// The element with its tag and length.
    let whole: ArraySlice<UInt8>
    /// What follows the element.
    let rest: ArraySlice<UInt8>

    static let sequence: UInt8 = 0x30

    init?(_ bytes: ArraySlice<UInt8>) {
        var head = bytes
        guard let tag = head.popFirst(), let first = head.popFirst() else { return nil }
        var length = Int(first)
        if first & 0x80 != 0 {
            // Three bytes of length are 16 MiB, more than any certificate that is read.
            let count = Int(first & 0x7F)
            guard (1...3).contains(count) else { return nil }
            length = 0
            for _ in 0..<count {
                guard let byte = head.popFirst() else { return nil }
                length = length << 8 | Int(byte)
            }
        }
        guard length <= head.count else { return nil }
        self.tag = tag
        content = head.prefix(length)
        rest = head.dropFirst(length)
        whole = bytes.prefix(bytes.count - rest.count)
    }

    init?(_ bytes: ArraySlice<UInt8>, tag: UInt8) {
        guard let element = DERElement(bytes), element.tag == tag else { return nil }
        self = element
    }
}
