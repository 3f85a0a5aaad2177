import COpenSSL

extension Certificate {
    /// Reads one certificate from DER; nil if OpenSSL does not read it, or bytes are left over.
    package init?(der: [UInt8], line: Int = 0) {
        guard der.count <= CertificateLimits.maximumCertificateBytes else { return nil }
        ERR_clear_error()
        defer { ERR_clear_error() }
        let decoded = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var position = bytes.baseAddress
            let decoded = d2i_X509(nil, &position, der.count)
            guard position == bytes.baseAddress.map({ $0 + der.count }) else {
                X509_free(decoded)
                return nil
            }
            return decoded
        }
        guard let x509 = decoded else { return nil }
        defer { X509_free(x509) }
        self.init(x509, der: der, line: line)
    }

    /// Reads what a decoded certificate says; it stays the caller's.
    package init?(_ x509: OpaquePointer, der: [UInt8], line: Int) {
        guard let notBefore = Self.seconds(X509_get0_notBefore(x509)),
            let notAfter = Self.seconds(X509_get0_notAfter(x509))
        else { return nil }
        let flags = X509_get_extension_flags(x509)
        let keyUsage = X509_get_key_usage(x509)
        let extendedKeyUsage = X509_get_extended_key_usage(x509)

        self.subject = Self.text(of: X509_get_subject_name(x509))
        self.issuer = Self.text(of: X509_get_issuer_name(x509))
        self.commonName = Self.commonName(of: X509_get_subject_name(x509))
        self.alternativeNames = Self.alternativeNames(of: x509)
        self.serial = Self.hexadecimal(of: X509_get0_serialNumber(x509))
        self.version = X509_get_version(x509) + 1
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.hasBasicConstraints = flags & sekisho_extension_has_basic_constraints != 0
        self.isCA = hasBasicConstraints && flags & sekisho_extension_ca != 0
        self.hasBrokenExtension = flags & sekisho_extension_invalid != 0
        // OpenSSL gives all bits for an extension that is absent.
        self.hasKeyUsage = keyUsage != UInt32.max
        self.allowsCertSigning = keyUsage & sekisho_key_usage_cert_sign != 0
        self.allowsServerAuthentication =
            extendedKeyUsage & (sekisho_extended_key_usage_server | sekisho_extended_key_usage_any) != 0
        self.isSelfSigned = X509_self_signed(x509, 0) == 1
        self.publicKey = Self.publicKey(of: x509)

        let signature = X509_get_signature_nid(x509)
        self.signatureAlgorithm = OBJ_nid2ln(signature).map { String(cString: $0) } ?? "unknown"
        var weaknesses: [Weakness] = []
        var digest: Int32 = 0
        if OBJ_find_sigid_algs(signature, &digest, nil) == 1 {
            if digest == NID_md5 || digest == NID_md4 || digest == NID_md2 { weaknesses.append(.md5Signature) }
            if digest == NID_sha1 { weaknesses.append(.sha1Signature) }
        }
        if publicKey.algorithm == "RSA", publicKey.bits > 0, publicKey.bits < 2048 {
            weaknesses.append(.shortRSAKey(bits: publicKey.bits))
        }
        self.weaknesses = weaknesses
        self.fingerprint = Self.fingerprint(of: der)
        self.der = der
        self.line = line
    }

    /// The value of an ASN.1 time in seconds of Unix time; nil if it is not a time.
    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
        guard let time, let epoch = ASN1_TIME_set(nil, 0) else { return nil }
        defer { ASN1_TIME_free(epoch) }
        var days: Int32 = 0
        var seconds: Int32 = 0
        guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return nil }
        return Int64(days) * 86_400 + Int64(seconds)
    }

    private static func text(of name: OpaquePointer?) -> String {
        guard let name, let bio = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(bio) }
        guard X509_NAME_print_ex(bio, name, 0, sekisho_name_flags) >= 0 else { return "" }
        var bytes: UnsafePointer<CChar>?
        let count = sekisho_BIO_get_mem_data(bio, &bytes)
        guard let bytes, count > 0 else { return "" }
        return bytes.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
            String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        }
    }

    private static func commonName(of name: OpaquePointer?) -> String? {
        var last: Int32 = -1
        while true {
            let next = X509_NAME_get_index_by_NID(name, NID_commonName, last)
            guard next >= 0 else { break }
            last = next
        }
        guard last >= 0, let entry = X509_NAME_get_entry(name, last) else { return nil }
        var bytes: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(entry))
        guard count >= 0, let bytes else { return nil }
        defer { CRYPTO_free(bytes, nil, 0) }
        return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
    }

    private static func alternativeNames(of x509: OpaquePointer) -> [AlternativeName] {
        guard let found = X509_get_ext_d2i(x509, NID_subject_alt_name, nil, nil) else { return [] }
        let names = OpaquePointer(found)
        defer { GENERAL_NAMES_free(names) }
        var result: [AlternativeName] = []
        for index in 0..<max(0, sekisho_general_names_count(names)) {
            guard let name = sekisho_general_name(names, index), let value = sekisho_general_name_string(name),
                let bytes = ASN1_STRING_get0_data(value)
            else { continue }
            let octets = [UInt8](UnsafeBufferPointer(start: bytes, count: max(0, Int(ASN1_STRING_length(value)))))
            let text = String(decoding: octets, as: UTF8.self)
            switch sekisho_general_name_type(name) {
            case GEN_DNS: result.append(.dns(text))
            case GEN_EMAIL: result.append(.email(text))
            case GEN_URI: result.append(.uri(text))
            default: result.append(.ip(addressText(octets)))
            }
        }
        return result
    }

    /// An address of 4 or 16 octets as text; the longer form is not shortened (`2001:db8:0:0:0:0:0:1`).
    private static func addressText(_ octets: [UInt8]) -> String {
        if octets.count == 16 {
            return stride(from: 0, to: 16, by: 2)
                .map { String(UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]), radix: 16) }
                .joined(separator: ":")
        }
        return octets.map { String($0) }.joined(separator: ".")
    }

    private static func hexadecimal(of integer: UnsafePointer<ASN1_INTEGER>?) -> String {
        guard let number = ASN1_INTEGER_to_BN(integer, nil) else { return "" }
        defer { BN_free(number) }
        guard let text = BN_bn2hex(number) else { return "" }
        defer { CRYPTO_free(text, nil, 0) }
        return String(cString: text)
    }

    private static func publicKey(of x509: OpaquePointer) -> PublicKey {
        if let key = X509_get0_pubkey(x509) {
            let name = OBJ_nid2sn(EVP_PKEY_get_base_id(key)).map { String(cString: $0) } ?? "unknown"
            let algorithm =
                switch name {
                case "rsaEncryption": "RSA"
                case "id-ecPublicKey": "EC"
                default: name
                }
            return PublicKey(algorithm: algorithm, bits: Int(EVP_PKEY_get_bits(key)))
        }
        var object: OpaquePointer?
        guard X509_PUBKEY_get0_param(&object, nil, nil, nil, X509_get_X509_PUBKEY(x509)) == 1 else {
            return PublicKey(algorithm: "unknown", bits: 0)
        }
        var text = [CChar](repeating: 0, count: 80)
        let length = Int(OBJ_obj2txt(&text, Int32(text.count), object, 0))
        let characters = text.prefix(max(0, min(length, text.count - 1))).map { UInt8(bitPattern: $0) }
        return PublicKey(algorithm: String(decoding: characters, as: UTF8.self), bits: 0)
    }

    private static func fingerprint(of der: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_Digest(der, der.count, &digest, &length, EVP_sha256(), nil) == 1 else { return "" }
        return digest.prefix(Int(length)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
