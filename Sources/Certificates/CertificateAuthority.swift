import COpenSSL

/// A certificate and its private key, as PEM.
package struct CertifiedKey: Sendable {
    package let certificate: [UInt8]
    /// PKCS #8, not encrypted.
    package let key: [UInt8]

    package init(certificate: [UInt8], key: [UInt8]) {
        self.certificate = certificate
        self.key = key
    }
}

/// Why a pair could not be made: OpenSSL's words.
package struct SigningError: Error, CustomStringConvertible {
    package let description: String

    init(_ step: String) {
        let code = ERR_get_error()
        let reason =
            code == 0 ? "" : ": " + (ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)")
        ERR_clear_error()
        description = step + reason
    }
}

/// Makes an authority of its own, and server pairs signed by it: ECDSA on P-256 with SHA-256.
package enum CertificateAuthority {
    /// Clocks differ: a certificate counts from five minutes before it was made.
    private static let backdatedSeconds = 300

    /// A self-signed authority that may sign servers only, and no further authority.
    ///
    /// - Throws: ``SigningError``, which only a lack of memory or of randomness explains.
    package static func authority(named name: String, days: Int, now: Int64) throws(SigningError) -> CertifiedKey {
        try sign(
            name, days: days, now: now, by: nil,
            extensions: [
                (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"), (NID_key_usage, "critical,keyCertSign,cRLSign"),
                (NID_subject_key_identifier, "hash"),
            ])
    }

    /// A pair for a server with DNS names and IP addresses (as text), signed by an authority.
    ///
    /// The first name is the common name, too.
    ///
    /// - Throws: ``SigningError`` for an address that is none, or an authority that does not read.
    package static func server(
        names: [String], addresses: [String], days: Int, now: Int64, by authority: CertifiedKey
    ) throws(SigningError) -> CertifiedKey {
        let alternatives = names.map { "DNS:\($0)" } + addresses.map { "IP:\($0)" }
        guard !alternatives.isEmpty, alternatives.allSatisfy(isSafe) else {
            throw SigningError("a name must be letters, digits, dots, colons, dashes and *")
        }
        // ub-common-name of RFC 5280 is 64; the alternative names count.
        let name = String((names.first ?? addresses.first ?? "").prefix(64))
        return try sign(
            name, days: days, now: now, by: authority,
            extensions: [
                (NID_basic_constraints, "critical,CA:FALSE"), (NID_key_usage, "critical,digitalSignature"),
                (NID_ext_key_usage, "serverAuth"), (NID_subject_alt_name, alternatives.joined(separator: ",")),
                (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid:always"),
            ])
    }

    /// Whether a key belongs to a certificate, and an authority signed it.
    package static func signed(_ pair: CertifiedKey, by authority: CertifiedKey) -> Bool {
        guard let certificate = OpenSSLCertificate(pem: pair.certificate), let key = OpenSSLKey(pem: pair.key),
            let issuer = OpenSSLCertificate(pem: authority.certificate)
        else { return false }
        defer { ERR_clear_error() }
        return X509_check_private_key(certificate.pointer, key.pointer) == 1
            && X509_verify(certificate.pointer, X509_get0_pubkey(issuer.pointer)) == 1
    }

    /// What OpenSSL's syntax of extensions takes for a part of the name, and nothing else.
    private static func isSafe(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (0x30...0x3A).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_")].contains(byte)
        }
    }

    private static func sign(
        _ name: String, days: Int, now: Int64, by authority: CertifiedKey?, extensions: [(Int32, String)]
    ) throws(SigningError) -> CertifiedKey {
        let key = try OpenSSLKey()
        guard let certificate = OpenSSLCertificate() else { throw SigningError("no certificate") }
        var issuer: OpenSSLCertificate?
        var issuerKey = key
        if let authority {
            guard let own = OpenSSLCertificate(pem: authority.certificate), let ownKey = OpenSSLKey(pem: authority.key)
            else { throw SigningError("the authority cannot be read") }
            issuer = own
            issuerKey = ownKey
        }
        let x509 = certificate.pointer
        try certificate.setSerial()
        var time = Int(now)
        guard X509_set_version(x509, 2) == 1,
            X509_time_adj_ex(X509_getm_notBefore(x509), 0, -backdatedSeconds, &time) != nil,
            X509_time_adj_ex(X509_getm_notAfter(x509), Int32(clamping: days), 0, &time) != nil,
            X509_set_pubkey(x509, key.pointer) == 1, let subject = X509_get_subject_name(x509),
            X509_NAME_add_entry_by_txt(subject, "CN", 0x1000 | 1, name, -1, -1, 0) == 1,
            X509_set_issuer_name(x509, issuer.map { X509_get_subject_name($0.pointer) } ?? subject) == 1
        else { throw SigningError("the certificate cannot be filled in") }
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer?.pointer ?? x509, x509, nil, nil, 0)
        for (identifier, value) in extensions {
            guard let made = X509V3_EXT_nconf_nid(nil, &context, identifier, value) else {
                throw SigningError("\(value) is no value of a certificate")
            }
            defer { X509_EXTENSION_free(made) }
            guard X509_add_ext(x509, made, -1) == 1 else { throw SigningError("the certificate cannot be filled in") }
        }
        guard X509_sign(x509, issuerKey.pointer, EVP_sha256()) > 0 else { throw SigningError("signing failed") }
        guard let certificatePEM = certificate.pem, let keyPEM = key.pem else { throw SigningError("no memory") }
        return CertifiedKey(certificate: certificatePEM, key: keyPEM)
    }
}

extension CertificateAuthority {
    /// What a pair's certificate says; nil where it is none.
    package static func read(_ pair: CertifiedKey) -> Certificate? {
        guard let certificate = OpenSSLCertificate(pem: pair.certificate) else { return nil }
        return Certificate(certificate.pointer, der: [], line: 0)
    }
}
