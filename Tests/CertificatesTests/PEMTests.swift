import Testing

@testable import Certificates

@Suite struct `PEM text` {
    private func labels(_ text: String) throws -> [String] {
        try PEM.blocks(in: [UInt8](text.utf8)).map(\.label)
    }

    @Test func `may have prose, CRLF and spaces around its blocks`() throws {
        let plain = try fixture("root-good-p256.pem")
        let dressed = "subject: somebody\n\n" + plain.replacing("\n", with: " \r\n") + "\nthe end"
        #expect(try Certificate.readAll(pem: dressed) == Certificate.readAll(pem: plain))
        #expect(try PEM.blocks(in: [UInt8](dressed.utf8)).first?.line == 3)
    }

    @Test func `without a certificate gives none`() throws {
        #expect(throws: CertificateError.noCertificate) { try Certificate.readAll(pem: "") }
        #expect(throws: CertificateError.noCertificate) { try Certificate.readAll(pem: fixture("root-base64.txt")) }
        #expect(throws: CertificateError.noCertificate) {
            try Certificate.readAll(pem: "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----\n")
        }
        #expect(throws: CertificateError.noCertificate) {
            try Certificate.readAll(pem: "  -----BEGIN CERTIFICATE-----\nMHc=\n-----END CERTIFICATE-----\n")
        }
    }

    @Test(arguments: [
        (
            "-----BEGIN CERTIFICATE-----\n*****\n-----END CERTIFICATE-----\n",
            "the CERTIFICATE block at line 1 is not base64"
        ),
        (
            "-----BEGIN CERTIFICATE-----\nMHc\n-----END CERTIFICATE-----\n",
            "the CERTIFICATE block at line 1 is not base64"
        ),
        (
            "-----BEGIN CERTIFICATE-----\nM=Hc\n-----END CERTIFICATE-----",
            "the CERTIFICATE block at line 1 is not base64"
        ),
        (
            "-----BEGIN CERTIFICATE-----\nMHc=\n-----END CERTIFICATE-----",
            "the block at line 1 is not an X.509 certificate"
        ),
        (
            "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
            "the block at line 1 is not an X.509 certificate"
        ),
        (
            "-----BEGIN CERTIFICATE-----\nMHc=\n-----END CERTIFICATE----------BEGIN CERTIFICATE-----\nMHc=\n"
                + "-----END CERTIFICATE-----",
            "the END at line 3 does not stand on a line of its own"
        ),
        (
            "-----BEGIN CERTIFICATE-----\nMHc=-----END CERTIFICATE-----\n",
            "the END at line 2 does not stand on a line of its own"
        ),
        (
            "-----BEGIN CERTIFICATE-----\nMHc=\n-----END CERTIFICATE----- # root\n",
            "the END at line 3 does not stand on a line of its own"
        ),
        ("\n-----BEGIN CERTIFICATE-----\nMHc=", "the CERTIFICATE block at line 2 has no END line of its own"),
        (
            "-----BEGIN CERTIFICATE-----\nMHc=\n-----END EC PRIVATE KEY-----",
            "the CERTIFICATE block at line 1 has no END line of its own"
        ),
        (
            "-----BEGIN CERTIFICATE-----\nMHc=\n-----BEGIN CERTIFICATE-----\nMHc=\n-----END CERTIFICATE-----",
            "the CERTIFICATE block at line 1 has no END line of its own"
        ),
    ])
    func `that is broken says where`(_ row: (String, String)) {
        do {
            _ = try Certificate.readAll(pem: row.0)
            Issue.record("read \(row.0)")
        } catch {
            #expect(error.description == row.1)
        }
    }

    @Test func `has the certificates that its reader takes`() throws {
        let plain = try fixture("root-good-p256.pem")
        let header = plain.replacing("-----BEGIN CERTIFICATE-----\n", with: "-----BEGIN CERTIFICATE-----\nA: b\n")
        let labelled = plain.replacing(" CERTIFICATE-----", with: " X509 CERTIFICATE-----")
        let key = "-----BEGIN PUBLIC KEY-----\nMHc=\n-----END PUBLIC KEY-----\n"
        let all = try Certificate.readAll(pem: plain)
        #expect(all.count == 1)
        for text in [plain, header, labelled, key + plain] {
            #expect(try Certificate.readAll(pem: text) == all)
        }
        for text in [plain, key + plain, header + plain, labelled + plain] {
            #expect(try Certificate.readAll(pem: text, .plainCertificates) == all)
        }
        for text in [header, labelled, header + labelled] {
            #expect(throws: CertificateError.noCertificate) {
                try Certificate.readAll(pem: text, .plainCertificates)
            }
        }
        for text in [plain, header, labelled, plain + key] {
            #expect(try Certificate.readAll(pem: text, .trustAnchor) == all)
        }
        #expect(throws: CertificateError.notX509(line: 1)) { try Certificate.readAll(pem: key + plain, .trustAnchor) }
    }

    @Test func `gives the octets of its base64`() throws {
        let blocks = try PEM.blocks(
            in: [UInt8](
                "-----BEGIN A-----\nAAEC/w==\n-----END A-----\n-----BEGIN B-----\nAA\n EC\n-----END B-----".utf8))
        #expect(blocks.map(\.bytes) == [[0, 1, 2, 255], [0, 1, 2]])
    }

    @Test func `may have header fields`() throws {
        let text = "-----BEGIN K-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,00\n 11\n\nAAEC\n-----END K-----"
        let block = try #require(try PEM.blocks(in: [UInt8](text.utf8)).first)
        #expect(block.hasHeaders)
        #expect(block.bytes == [0, 1, 2])
    }

    @Test func `shows a private key even where it is broken`() {
        #expect(Certificate.containsPrivateKey(pem: "x\n   -----BEGIN RSA PRIVATE KEY-----\n???"))
        #expect(Certificate.containsPrivateKey(pem: "-----BEGIN ENCRYPTED PRIVATE KEY-----\r\n"))
        #expect(!Certificate.containsPrivateKey(pem: "-----BEGIN PUBLIC KEY-----\n"))
        #expect(!Certificate.containsPrivateKey(pem: "mentions a PRIVATE KEY-----"))
    }

    @Test func `over a limit is refused before it is read`() {
        let bytes = [UInt8](repeating: UInt8(ascii: "-"), count: CertificateLimits.maximumBytes + 1)
        #expect(throws: CertificateError.tooLarge(limit: CertificateLimits.maximumBytes)) { try PEM.blocks(in: bytes) }
        let block = "-----BEGIN A-----\n-----END A-----\n"
        let many = String(repeating: block, count: CertificateLimits.maximumBlocks + 1)
        #expect(throws: CertificateError.tooManyBlocks(limit: CertificateLimits.maximumBlocks)) { try labels(many) }
    }

    // CVE-2024-12401: a decoder that looked for the END of each BEGIN anew took quadratic time.
    @Test func `of BEGIN lines alone ends at the second`() {
        let text = String(repeating: "-----BEGIN CERTIFICATE-----\n", count: 15_000)
        #expect(throws: CertificateError.unterminatedBlock(label: "CERTIFICATE", line: 1)) { try labels(text) }
    }
}
