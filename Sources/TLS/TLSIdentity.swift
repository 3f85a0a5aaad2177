import COpenSSL
import Certificates

/// A chain of certificates and the private key of the first: what a peer shows of itself.
///
/// The key lives in OpenSSL's memory alone, which is given back when the last user of the identity is gone.
package final class TLSIdentity: @unchecked Sendable {
    /// The chain, the peer's own certificate first.
    package let certificates: [Certificate]
    let key: OpaquePointer

    /// Reads a pair from the bytes of its two PEM files.
    /// - Throws: ``TLSError`` if a part cannot be read or they do not belong together.
    package init(certificatePEM: [UInt8], keyPEM: [UInt8]) throws(TLSError) {
        do throws(CertificateError) {
            certificates = try Certificate.readAll(pem: certificatePEM)
        } catch {
            throw .certificate(error)
        }
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let key = OpenSSLMemory.reading(keyPEM, { sekisho_read_private_key($0) }) else {
            throw Self.isEncrypted(keyPEM) ? .encryptedKey : .unreadableKey
        }
        guard let first = certificates.first, Self.belongs(key, to: first) else {
            EVP_PKEY_free(key)
            throw .keyDoesNotFit
        }
        self.key = key
    }

    deinit { EVP_PKEY_free(key) }

    /// The certificate that peers see; a chain is never empty.
    package var leaf: Certificate? { certificates.first }

    private static func belongs(_ key: OpaquePointer, to certificate: Certificate) -> Bool {
        withX509(certificate) { X509_check_private_key($0, key) == 1 } ?? false
    }

    private static func isEncrypted(_ pem: [UInt8]) -> Bool {
        guard let blocks = try? PEM.blocks(in: pem) else { return false }
        return blocks.contains { $0.isPrivateKey && ($0.hasHeaders || $0.label.hasPrefix("ENCRYPTED")) }
    }
}

/// Gives OpenSSL's form of a certificate to `body`; nil if OpenSSL cannot make it.
func withX509<R>(_ certificate: Certificate, _ body: (OpaquePointer) -> R) -> R? {
    certificate.der.withUnsafeBufferPointer { bytes -> R? in
        var position = bytes.baseAddress
        guard let x509 = d2i_X509(nil, &position, certificate.der.count) else { return nil }
        defer { X509_free(x509) }
        return body(x509)
    }
}
