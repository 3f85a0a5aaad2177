import COpenSSL

/// A certificate of OpenSSL's that is freed with its last user.
final class OpenSSLCertificate {
    let pointer: OpaquePointer

    init?() {
        guard let made = X509_new() else { return nil }
        pointer = made
    }

    /// The first certificate of a PEM text.
    init?(pem: [UInt8]) {
        guard let read = OpenSSLMemory.reading(pem, { PEM_read_bio_X509($0, nil, nil, nil) }) else { return nil }
        pointer = read
    }

    deinit { X509_free(pointer) }

    /// 127 random bits: never negative, never repeated.
    func setSerial() throws(SigningError) {
        guard let number = BN_new() else { throw SigningError("no memory") }
        defer { BN_free(number) }
        guard BN_rand(number, 127, -1, 0) == 1, BN_to_ASN1_INTEGER(number, X509_get_serialNumber(pointer)) != nil else {
            throw SigningError("no random number")
        }
    }

    var pem: [UInt8]? { OpenSSLMemory.writing { PEM_write_bio_X509($0, pointer) == 1 } }
}

/// A private key of OpenSSL's that is freed with its last user.
final class OpenSSLKey {
    let pointer: OpaquePointer

    /// A new key on P-256.
    init() throws(SigningError) {
        guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil) else { throw SigningError("no memory") }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            EVP_PKEY_generate(context, &key) == 1, let key
        else { throw SigningError("no key can be made") }
        pointer = key
    }

    init?(pem: [UInt8]) {
        guard let read = OpenSSLMemory.reading(pem, { sekisho_read_private_key($0) }) else { return nil }
        pointer = read
    }

    deinit { EVP_PKEY_free(pointer) }

    var pem: [UInt8]? {
        OpenSSLMemory.writing { PEM_write_bio_PKCS8PrivateKey($0, pointer, nil, nil, 0, nil, nil) == 1 }
    }
}
