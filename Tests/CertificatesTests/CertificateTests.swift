import Foundation
import Testing

@testable import Certificates

/// The text of a file in Fixtures, which are certificates made with OpenSSL for these tests; no key is kept.
func fixture(_ name: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
}

@Suite struct `A certificate` {
    /// 2026-11-24.
    private let time: Int64 = 1_795_478_400

    @Test func `says who it is of and what it may do`() throws {
        let root = try #require(try Certificate.readAll(pem: fixture("root-good-p256.pem")).first)
        #expect(root.subject == "O=cluster.local, CN=mesh-root")
        #expect(root.issuer == root.subject)
        #expect(root.commonName == "mesh-root")
        #expect(root.version == 3)
        #expect(root.isCA)
        #expect(root.allowsCertSigning)
        #expect(root.isSelfSigned)
        #expect(root.publicKey == .init(algorithm: "EC", bits: 256))
        #expect(root.signatureAlgorithm == "ecdsa-with-SHA256")
        #expect(root.weaknesses.isEmpty)
        #expect(root.isValid(at: time))
        #expect(root.notAfter - root.notBefore == 3650 * 86_400)
    }

    @Test func `has the fingerprint and the serial number that openssl prints`() throws {
        let root = try #require(try Certificate.readAll(pem: fixture("no-basic-constraints.pem")).first)
        #expect(root.serial == "773C81D789CBD468C7D5AD9388CD3E527B3D785B")
        #expect(root.fingerprint.count == 64)
        #expect(Certificate(der: root.der)?.fingerprint == root.fingerprint)
    }

    @Test func `is over when its last second is over`() throws {
        let root = try #require(try Certificate.readAll(pem: fixture("root-expired.pem")).first)
        #expect(root.notBefore == 1_577_836_800)
        #expect(root.notAfter == 1_609_459_200)
        #expect(!root.isValid(at: time))
        #expect(root.isValid(at: root.notAfter))
        #expect(!root.isValid(at: root.notAfter + 1))
    }

    @Test(arguments: [
        ("not-ca.pem", true, false, 3), ("no-basic-constraints.pem", false, false, 3), ("x509-v1.pem", false, false, 1),
        ("root-good-rsa2048.pem", true, true, 3),
    ])
    func `is an authority only if it says so`(_ row: (String, Bool, Bool, Int)) throws {
        let certificate = try #require(try Certificate.readAll(pem: fixture(row.0)).first)
        #expect(certificate.hasBasicConstraints == row.1)
        #expect(certificate.isCA == row.2)
        #expect(certificate.version == row.3)
    }

    @Test func `without keyCertSign may not sign`() throws {
        let leaf = try #require(try Certificate.readAll(pem: fixture("not-ca.pem")).first)
        #expect(leaf.hasKeyUsage)
        #expect(!leaf.allowsCertSigning)
    }

    @Test func `is weak with SHA-1 and a short key`() throws {
        let root = try #require(try Certificate.readAll(pem: fixture("root-weak-rsa1024-sha1.pem")).first)
        #expect(root.weaknesses == [.sha1Signature, .shortRSAKey(bits: 1024)])
        #expect(root.signatureAlgorithm == "sha1WithRSAEncryption")
    }

    @Test func `is equal to itself alone`() throws {
        let two = try Certificate.readAll(pem: fixture("two-roots.pem"))
        #expect(two.count == 2)
        #expect(Set(two + two).count == 2)
        let alone = try Certificate.readAll(pem: fixture("root-good-rsa2048.pem"))
        #expect(two.contains(alone[0]))
    }

    @Test func `with bytes behind it is none`() throws {
        let root = try #require(try Certificate.readAll(pem: fixture("root-good-p256.pem")).first)
        #expect(Certificate(der: root.der + [0]) == nil)
        #expect(Certificate(der: Array(root.der.dropLast())) == nil)
        #expect(Certificate(der: []) == nil)
    }

    @Test func `never traps when a byte of it is changed`() throws {
        let root = try #require(try Certificate.readAll(pem: fixture("root-good-p256.pem")).first)
        for position in root.der.indices {
            for change: UInt8 in [0x01, 0x80, 0xFF] {
                var bytes = root.der
                bytes[position] ^= change
                _ = Certificate(der: bytes)
            }
        }
    }
}
