/// Why a PEM text does not give certificates; each case says where, with lines from 1.
package enum CertificateError: Error, Hashable, Sendable {
    /// The text is longer than ``CertificateLimits/maximumBytes``, which is `limit`.
    case tooLarge(limit: Int)
    /// The text has more blocks than `limit`, which is ``CertificateLimits/maximumBlocks`` at most.
    case tooManyBlocks(limit: Int)
    /// No `-----BEGIN CERTIFICATE-----` starts a line.
    case noCertificate
    /// The block that begins at this line has no `-----END …-----` of its own label.
    case unterminatedBlock(label: String, line: Int)
    /// What stands between BEGIN and END is not base64.
    case notBase64(label: String, line: Int)
    /// What stands at this line holds an END, and something else before or behind it.
    case endNotAlone(line: Int)
    /// The block at this line decodes, but not to an X.509 certificate.
    case notX509(line: Int)
}

extension CertificateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let limit): "the PEM text is longer than \(limit) bytes"
        case .tooManyBlocks(let limit): "the PEM text has more than \(limit) blocks"
        case .noCertificate: "there is no -----BEGIN CERTIFICATE----- line"
        case .unterminatedBlock(let label, let line): "the \(label) block at line \(line) has no END line of its own"
        case .notBase64(let label, let line): "the \(label) block at line \(line) is not base64"
        case .endNotAlone(let line): "the END at line \(line) does not stand on a line of its own"
        case .notX509(let line): "the block at line \(line) is not an X.509 certificate"
        }
    }
}

/// What one PEM text may cost; a longer one is refused before it is read.
package enum CertificateLimits {
    /// The public roots of a browser are 220 KB of PEM; a ConfigMap holds 1 MiB of anything.
    package static let maximumBytes = 512 << 10
    /// The public roots of a browser are 140, and reading one takes OpenSSL up to half a millisecond: 130 ms a text.
    package static let maximumBlocks = 256
    /// A certificate is 1 to 4 KB; one with a thousand names is 30 KB.
    package static let maximumCertificateBytes = 64 << 10
}
