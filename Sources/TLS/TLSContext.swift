import COpenSSL
import Certificates

/// What sessions of one kind have in common: the pair, the versions, and who may connect.
///
/// It does not change once made: a renewed certificate is a new context, and sessions keep theirs.
package final class TLSContext: @unchecked Sendable {
    /// The oldest version that is spoken.
    package enum Version: Sendable {
        case v1_2, v1_3

        fileprivate var number: Int32 { self == .v1_2 ? TLS1_2_VERSION : TLS1_3_VERSION }
    }

    /// Which clients a server lets in, by certificate.
    package struct ClientRule: Sendable {
        /// The authorities that may have signed a client's certificate.
        package var authorities: [Certificate]
        /// The names of which a client's certificate must have one, as its common name or an alternative name; empty
        /// for any.
        package var names: Set<String>

        /// Reads the authorities from the bytes of a PEM file.
        /// - Throws: ``TLSError/clientAuthority(_:)``
        package init(authorityPEM: [UInt8], names: Set<String>) throws(TLSError) {
            do throws(CertificateError) {
                authorities = try Certificate.readAll(pem: authorityPEM)
            } catch {
                throw .clientAuthority(error)
            }
            self.names = names
        }
    }

    /// The server's or client's own pair, if it has one.
    package let identity: TLSIdentity?
    let pointer: OpaquePointer
    /// Their bytes: two names that only look alike are two.
    private let allowedNames: Set<[UInt8]>

    /// Makes a server's context.
    ///
    /// TLS 1.2 is restricted to ECDHE with AES-GCM or ChaCha20-Poly1305. There are no session tickets and no cache:
    /// the API server never resumes, tickets cost a fifth of a handshake, and a resumed session would pass by the
    /// check of the client's certificate.
    /// - Throws: ``TLSError``; the caller keeps the context it has.
    package convenience init(
        server identity: TLSIdentity, minimumVersion: Version = .v1_2, clients: ClientRule? = nil
    ) throws(TLSError) {
        try self.init(TLS_server_method(), identity: identity, minimum: minimumVersion, names: clients?.names ?? [])
        SSL_CTX_set_alpn_select_cb(pointer, selectHTTP1, nil)
        if let clients {
            try trust(clients.authorities)
            for authority in clients.authorities { _ = withX509(authority) { SSL_CTX_add_client_CA(pointer, $0) } }
            SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, verifyClient)
            SSL_CTX_set_verify_depth(pointer, 8)
        }
    }

    /// Makes a client's context that trusts the given authorities alone.
    ///
    /// - Parameters:
    ///   - authorities: who may have signed the server's certificate.
    ///   - identity: the client's own pair, if it has one.
    ///   - minimumVersion: the oldest version to speak.
    ///   - maximumVersion: the newest version to speak.
    ///   - protocols: what ALPN offers, each of 1 to 255 bytes; empty to offer nothing.
    /// - Throws: ``TLSError``
    package convenience init(
        clientTrusting authorities: [Certificate], identity: TLSIdentity? = nil, minimumVersion: Version = .v1_2,
        maximumVersion: Version = .v1_3, protocols: [String] = ["http/1.1"]
    ) throws(TLSError) {
        try self.init(TLS_client_method(), identity: identity, minimum: minimumVersion, names: [])
        try trust(authorities)
        SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
        _ = sekisho_SSL_CTX_set_max_proto_version(pointer, maximumVersion.number)
        let offered = protocols.flatMap { [UInt8(clamping: $0.utf8.count)] + $0.utf8 }
        guard !offered.isEmpty else { return }
        _ = SSL_CTX_set_alpn_protos(pointer, offered, UInt32(clamping: offered.count))
    }

    private init(_ method: OpaquePointer?, identity: TLSIdentity?, minimum: Version, names: Set<String>)
        throws(TLSError)
    {
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let pointer = SSL_CTX_new(method) else { throw .unavailable(reason: TLSError.takeReason()) }
        self.pointer = pointer
        self.identity = identity
        allowedNames = Set(names.map { Array($0.utf8) })
        _ = SSL_CTX_set_options(
            pointer,
            sekisho_op_no_ticket | sekisho_op_no_renegotiation | sekisho_op_no_compression
                | sekisho_op_server_preference | sekisho_op_prioritize_chacha)
        _ = SSL_CTX_set_num_tickets(pointer, 0)
        _ = sekisho_SSL_CTX_set_session_cache_off(pointer)
        _ = sekisho_SSL_CTX_set_min_proto_version(pointer, minimum.number)
        _ = sekisho_SSL_CTX_set_max_proto_version(pointer, TLS1_3_VERSION)
        _ = sekisho_SSL_CTX_set_mode_release_buffers(pointer)
        // One read takes as many records as there are, which halves the calls.
        _ = sekisho_SSL_CTX_set_read_ahead(pointer, 1)
        guard SSL_CTX_set_cipher_list(pointer, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 else {
            throw .unavailable(reason: TLSError.takeReason())
        }
        // The hybrid group exists from OpenSSL 3.5 on; Kubernetes 1.36 offers it first.
        if sekisho_SSL_CTX_set1_groups_list(pointer, "X25519MLKEM768:X25519:P-256") != 1 {
            ERR_clear_error()
            guard sekisho_SSL_CTX_set1_groups_list(pointer, "X25519:P-256") == 1 else {
                throw .unavailable(reason: TLSError.takeReason())
            }
        }
        // The callback reaches this object by the pointer; every session holds the object while it lives.
        _ = sekisho_SSL_CTX_set_pointer(pointer, Unmanaged.passUnretained(self).toOpaque())
        if let identity { try use(identity) }
    }

    deinit { SSL_CTX_free(pointer) }

    private func use(_ identity: TLSIdentity) throws(TLSError) {
        for (index, certificate) in identity.certificates.enumerated() {
            let used = withX509(certificate) { x509 in
                index == 0
                    ? SSL_CTX_use_certificate(pointer, x509) == 1
                    : sekisho_SSL_CTX_add1_chain_cert(pointer, x509) == 1
            }
            guard used == true else { throw .refusedPair(reason: TLSError.takeReason()) }
        }
        guard SSL_CTX_use_PrivateKey(pointer, identity.key) == 1, SSL_CTX_check_private_key(pointer) == 1 else {
            throw .refusedPair(reason: TLSError.takeReason())
        }
    }

    private func trust(_ authorities: [Certificate]) throws(TLSError) {
        guard let store = SSL_CTX_get_cert_store(pointer) else { throw .unavailable(reason: "no certificate store") }
        for authority in authorities {
            guard withX509(authority, { X509_STORE_add_cert(store, $0) }) == 1 else {
                throw .unavailable(reason: TLSError.takeReason())
            }
        }
        // An intermediate authority that the operator names is trusted as it stands.
        _ = X509_STORE_set_flags(store, UInt(X509_V_FLAG_PARTIAL_CHAIN))
    }

    /// Whether a client with this certificate, whose chain has been verified, may connect.
    fileprivate func allows(_ certificate: OpaquePointer?) -> Bool {
        if allowedNames.isEmpty { return true }
        guard let certificate, let client = Certificate(certificate, der: [], line: 0) else { return false }
        if let name = client.commonName, allowedNames.contains(Array(name.utf8)) { return true }
        return client.alternativeNames.contains { allowedNames.contains(Array($0.text.utf8)) }
    }
}

/// Chooses `http/1.1`; where the client does not offer it, the handshake goes on without ALPN instead of an alert.
private let selectHTTP1: SSL_CTX_alpn_select_cb_func = { _, chosen, chosenCount, offered, offeredCount, _ in
    guard let offered, let chosen, let chosenCount else { return SSL_TLSEXT_ERR_NOACK }
    let offer = UnsafeBufferPointer(start: offered, count: Int(offeredCount))
    var start = 0
    while start < offer.count {
        let length = Int(offer[start])
        guard start + 1 + length <= offer.count else { return SSL_TLSEXT_ERR_NOACK }
        let name = offer[(start + 1)..<(start + 1 + length)]
        if name.elementsEqual("http/1.1".utf8) {
            // Points into the client's own offer, which lives as long as the handshake.
            chosen.pointee = offered + start + 1
            chosenCount.pointee = UInt8(length)
            return SSL_TLSEXT_ERR_OK
        }
        start += 1 + length
    }
    return SSL_TLSEXT_ERR_NOACK
}

/// Lets OpenSSL's verdict on the chain stand, and of the client's own certificate also asks for an allowed name.
private let verifyClient: SSL_verify_cb = { preverified, store in
    guard preverified == 1, let store else { return 0 }
    guard X509_STORE_CTX_get_error_depth(store) == 0 else { return 1 }
    guard let found = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()),
        let pointer = sekisho_SSL_CTX_pointer(SSL_get_SSL_CTX(OpaquePointer(found)))
    else { return 0 }
    let context = Unmanaged<TLSContext>.fromOpaque(pointer).takeUnretainedValue()
    if context.allows(X509_STORE_CTX_get_current_cert(store)) { return 1 }
    X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION)
    return 0
}
