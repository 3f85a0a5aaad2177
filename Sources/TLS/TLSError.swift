import COpenSSL
import Certificates

/// Why a context cannot be made, or a session has failed.
package enum TLSError: Error, Hashable, Sendable {
    /// The certificate file gives no certificate; the old pair, if there is one, stays in use.
    case certificate(CertificateError)
    /// The key file has no private key that OpenSSL reads.
    case unreadableKey
    /// The private key is encrypted, and nobody is there to type its password.
    case encryptedKey
    /// The private key is not that of the first certificate.
    case keyDoesNotFit
    /// OpenSSL refuses the pair, with its reason: `ee key too small`.
    case refusedPair(reason: String)
    /// The file of client authorities gives no certificate.
    case clientAuthority(CertificateError)
    /// OpenSSL could not make an object: no memory, or a broken installation.
    case unavailable(reason: String)
    /// The session is over; an alert may wait among its output. The reason is OpenSSL's.
    case session(reason: String)
    /// The peer spoke HTTP where TLS must begin; the session is over and nothing is sent by it.
    case plainHTTP
}

extension TLSError {
    /// A short name for the label of a metric: OpenSSL's reason in snake case, `no_shared_cipher`.
    package var label: String {
        switch self {
        case .certificate: "certificate"
        case .unreadableKey: "unreadable_key"
        case .encryptedKey: "encrypted_key"
        case .keyDoesNotFit: "key_does_not_fit"
        case .refusedPair: "refused_pair"
        case .clientAuthority: "client_authority"
        case .unavailable: "unavailable"
        case .session(let reason): String(reason.prefix(64).map { $0.isLetter || $0.isNumber ? $0 : "_" })
        case .plainHTTP: "http_request"
        }
    }

    /// The first reason in this thread's queue of OpenSSL, which is emptied.
    static func takeReason(otherwise: String = "unknown") -> String {
        let code = ERR_peek_error()
        defer { ERR_clear_error() }
        guard code != 0, let text = ERR_reason_error_string(code) else { return otherwise }
        return String(cString: text)
    }
}

extension TLSError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .certificate(let error): "the certificate cannot be read: \(error)"
        case .unreadableKey: "the key file holds no private key that can be read"
        case .encryptedKey: "the private key is encrypted; give one without a password"
        case .keyDoesNotFit: "the private key does not fit the certificate"
        case .refusedPair(let reason): "OpenSSL refuses the certificate and key: \(reason)"
        case .clientAuthority(let error): "the file of client authorities cannot be read: \(error)"
        case .unavailable(let reason): "OpenSSL is not usable: \(reason)"
        case .session(let reason): "the TLS session failed: \(reason)"
        case .plainHTTP: "the client spoke HTTP to the HTTPS port"
        }
    }
}
