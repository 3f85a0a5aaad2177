/// What an X.509 certificate says, read once into a value that holds no memory of OpenSSL.
///
/// Two are equal if their DER bytes are.
package struct Certificate: Sendable {
    /// The distinguished name as text, `O=cluster.local, CN=mesh-root`, with control characters escaped.
    package let subject: String
    package let issuer: String
    /// The last common name of the subject; nil without one.
    package let commonName: String?
    /// The DNS names, e-mail addresses, URIs and IP addresses (as text) of subjectAltName, in order.
    package let alternativeNames: [AlternativeName]
    /// The serial number in upper-case hexadecimal, as OpenSSL and `kubectl` write it.
    package let serial: String
    /// 1 or 3.
    package let version: Int

    /// The first second of validity, in seconds of Unix time.
    package let notBefore: Int64
    /// The last second of validity, in seconds of Unix time.
    package let notAfter: Int64

    /// Whether basicConstraints says `CA:TRUE`; false for version 1, which cannot say it, as for Go's `IsCA`.
    package let isCA: Bool
    package let hasBasicConstraints: Bool
    /// Whether an extension that is known does not decode; Go refuses such a certificate whole.
    package let hasBrokenExtension: Bool
    /// Whether keyUsage is absent or has keyCertSign.
    package let allowsCertSigning: Bool
    package let hasKeyUsage: Bool
    /// Whether extendedKeyUsage is absent or has serverAuth or anyExtendedKeyUsage.
    package let allowsServerAuthentication: Bool
    /// Whether issuer and subject are one and the key identifiers agree; the signature is not verified.
    package let isSelfSigned: Bool

    package let publicKey: PublicKey
    /// The signature algorithm by OpenSSL's name: `ecdsa-with-SHA256`, `sha1WithRSAEncryption`.
    package let signatureAlgorithm: String
    /// What is too weak to be trusted by Go's and Envoy's TLS; empty when nothing is.
    package let weaknesses: [Weakness]

    /// SHA-256 of the DER bytes, in lower-case hexadecimal without separators.
    package let fingerprint: String
    package let der: [UInt8]
    /// The line of BEGIN in the text that it was read from, from 1; 0 if it was read from DER.
    package let line: Int

    /// The key's algorithm by OpenSSL's name, and its size.
    package struct PublicKey: Hashable, Sendable {
        /// `RSA`, `EC`, `ED25519`, or the object identifier of one that OpenSSL does not know.
        package let algorithm: String
        /// The size of the modulus or of the curve; 0 if the key does not decode.
        package let bits: Int
    }

    package enum AlternativeName: Hashable, Sendable {
        case dns(String)
        case email(String)
        case uri(String)
        case ip(String)

        package var text: String {
            switch self {
            case .dns(let text), .email(let text), .uri(let text), .ip(let text): text
            }
        }
    }

    package enum Weakness: Hashable, Sendable {
        /// Signed over an MD5 or older digest.
        case md5Signature
        /// Signed over a SHA-1 digest, which Go refuses (1.18) except in a root, whose signature nobody verifies.
        case sha1Signature
        /// An RSA key of fewer than 2048 bits; Go refuses those under 1024 (1.24).
        case shortRSAKey(bits: Int)
    }
}

extension Certificate {
    /// Whether the certificate is valid at a time, given in seconds of Unix time.
    package func isValid(at time: Int64) -> Bool { notBefore <= time && time <= notAfter }

    /// Which blocks of a PEM text are read.
    package enum Choice: Sendable {
        /// Those that OpenSSL takes for certificates by their label.
        case certificates
        /// Those that Go's pools take: `CERTIFICATE`, without header fields.
        case plainCertificates
        /// As `certificates`, and the first whatever its label: a trust anchor of istiod's.
        ///
        /// Source: pilot/pkg/trustbundle/trustbundle.go, `verifyTrustAnchor`.
        case trustAnchor

        fileprivate func takes(_ block: PEMBlock, at index: Int) -> Bool {
            switch self {
            case .certificates: block.isCertificate
            case .plainCertificates: block.isPlainCertificate
            case .trustAnchor: index == 0 || block.isCertificate
            }
        }
    }

    /// All certificates of a PEM text, in order; blocks that are not chosen are skipped.
    /// - Parameter limit: blocks; with more the text is refused before OpenSSL sees any.
    /// - Throws: ``CertificateError`` if the text is over a limit, broken, or has no certificate.
    package static func readAll(
        pem text: [UInt8], _ choice: Choice = .certificates, atMost limit: Int = CertificateLimits.maximumBlocks
    ) throws(CertificateError) -> [Certificate] {
        var certificates: [Certificate] = []
        for (index, block) in try PEM.blocks(in: text, atMost: limit).enumerated() where choice.takes(block, at: index)
        {
            guard let certificate = Certificate(der: block.bytes, line: block.line) else {
                throw .notX509(line: block.line)
            }
            certificates.append(certificate)
        }
        guard !certificates.isEmpty else { throw .noCertificate }
        return certificates
    }

    /// All certificates of a PEM text, in order; blocks that are not chosen are skipped.
    /// - Throws: ``CertificateError`` if the text is over a limit, broken, or has no certificate.
    package static func readAll(
        pem text: String, _ choice: Choice = .certificates
    ) throws(CertificateError) -> [Certificate] {
        try readAll(pem: [UInt8](text.utf8), choice)
    }

    /// Whether the text holds the BEGIN line of a private key, even in a broken or indented block.
    package static func containsPrivateKey(pem text: String) -> Bool {
        PEM.containsPrivateKey([UInt8](text.utf8))
    }
}

extension Certificate: Hashable {
    package static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }
    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}
