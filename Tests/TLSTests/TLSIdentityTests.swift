import Certificates
import TestCertificates
import Testing

@testable import TLS

@Suite struct `The pair of a server` {
    private let authority: TestAuthority

    init() throws { authority = try TestAuthority() }

    @Test func `must belong together`() throws {
        let one = try authority.issue()
        let two = try authority.issue()
        #expect(throws: TLSError.keyDoesNotFit) {
            try TLSIdentity(certificatePEM: one.certificate, keyPEM: two.key)
        }
        #expect(throws: TLSError.unreadableKey) { try TLSIdentity(certificatePEM: one.certificate, keyPEM: []) }
        #expect(throws: TLSError.certificate(.noCertificate)) {
            try TLSIdentity(certificatePEM: one.key, keyPEM: one.key)
        }
    }

    @Test func `with an encrypted key is refused without asking for a password`() throws {
        let folder = try TestFolder()
        try folder.write(authority.pair.key, to: "plain.key")
        try folder.openssl("pkcs8", "-topk8", "-in", "plain.key", "-passout", "pass:secret", "-out", "locked.key")
        #expect(throws: TLSError.encryptedKey) {
            try TLSIdentity(certificatePEM: authority.pair.certificate, keyPEM: folder.bytes("locked.key"))
        }
    }

    @Test func `that is too weak is refused with the reason of OpenSSL`() throws {
        let pair = try authority.issue(algorithm: .rsa1024)
        let identity = try TLSIdentity(certificatePEM: pair.certificate, keyPEM: pair.key)
        #expect(throws: TLSError.refusedPair(reason: "ee key too small")) { try TLSContext(server: identity) }
    }

    @Test func `keeps its chain in order`() throws {
        let pair = try authority.issue()
        let identity = try TLSIdentity(
            certificatePEM: pair.certificate + authority.pair.certificate, keyPEM: pair.key)
        #expect(identity.certificates.map(\.commonName) == ["localhost", "test authority"])
        _ = try TLSContext(server: identity)
    }
}
