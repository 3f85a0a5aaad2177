import COpenSSL

/// One TLS connection without a socket: ciphertext in and out on one side, plaintext on the other.
///
/// After an error the session takes nothing more; its output may hold an alert to send before closing.
package struct TLSSession: ~Copyable {
    package enum Role: Sendable {
        case server
        /// A client that asks for this name and refuses a certificate without it; nil to accept any name.
        case client(name: String?)
    }

    /// Whether the handshake is done, so that plaintext can be sent.
    package private(set) var isEstablished = false
    /// Whether the peer has said that it sends no more (close_notify).
    package private(set) var peerHasClosed = false
    private var hasFailed = false
    /// Not private for the sake of tests, which do with it what no caller may.
    let session: OpaquePointer
    private let wire: UnsafeMutablePointer<sekisho_wire>
    private let context: TLSContext

    /// Makes a session; a client's first flight is among the output at once.
    /// - Throws: ``TLSError/unavailable(reason:)`` without memory.
    package init(_ role: Role, context: TLSContext) throws(TLSError) {
        ERR_clear_error()
        guard let method = Self.wireMethod.pointer, let session = SSL_new(context.pointer) else {
            throw .unavailable(reason: TLSError.takeReason())
        }
        guard let bio = BIO_new(method), let wire = sekisho_wire_of(bio) else {
            SSL_free(session)
            throw .unavailable(reason: TLSError.takeReason())
        }
        // One BIO for both directions: the session takes the single reference.
        SSL_set_bio(session, bio, bio)
        self.session = session
        self.wire = wire
        self.context = context
        switch role {
        case .server:
            SSL_set_accept_state(session)
        case .client(let name):
            SSL_set_connect_state(session)
            if let name {
                _ = sekisho_SSL_set_tlsext_host_name(session, name)
                _ = SSL_set1_host(session, name)
            }
            _ = SSL_do_handshake(session)
            ERR_clear_error()
        }
    }

    deinit { SSL_free(session) }

    /// Takes ciphertext, all of it, and gives the plaintext in it to `take`, piece by piece.
    ///
    /// - Parameters:
    ///   - ciphertext: what has come from the peer, in pieces of any size.
    ///   - buffer: where pieces are decrypted to; a piece is gone after its call.
    ///   - take: gets each piece; it must not use the session.
    /// - Throws: ``TLSError/session(reason:)`` or ``TLSError/plainHTTP``: send what is among the output, then close.
    package mutating func receive(
        _ ciphertext: UnsafeRawBufferPointer, buffer: UnsafeMutableRawBufferPointer,
        _ take: (UnsafeRawBufferPointer) -> Void
    ) throws(TLSError) {
        guard !hasFailed, !peerHasClosed else { return }
        wire.pointee.input = ciphertext.baseAddress?.assumingMemoryBound(to: UInt8.self)
        wire.pointee.input_count = ciphertext.count
        defer {
            wire.pointee.input = nil
            wire.pointee.input_count = 0
        }
        while true {
            Self.forgetErrors()
            var count = 0
            let result = SSL_read_ex(session, buffer.baseAddress, buffer.count, &count)
            if !isEstablished { isEstablished = SSL_is_init_finished(session) == 1 }
            if result == 1 {
                take(UnsafeRawBufferPointer(rebasing: buffer[..<min(count, buffer.count)]))
                // All is taken: another call would only say so, at a third of what the first one costs.
                if wire.pointee.input_count == 0, SSL_has_pending(session) == 0 { return }
                continue
            }
            switch SSL_get_error(session, result) {
            case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE:
                return
            case SSL_ERROR_ZERO_RETURN:
                peerHasClosed = true
                return
            default:
                hasFailed = true
                throw failure()
            }
        }
    }

    /// Encrypts plaintext into the output.
    /// - Throws: ``TLSError/session(reason:)`` before the handshake is done or after a failure: close.
    package mutating func send(_ plaintext: UnsafeRawBufferPointer) throws(TLSError) {
        guard !plaintext.isEmpty else { return }
        guard isEstablished, !hasFailed else { throw .session(reason: "not established") }
        Self.forgetErrors()
        var count = 0
        guard SSL_write_ex(session, plaintext.baseAddress, plaintext.count, &count) == 1, count == plaintext.count
        else {
            hasFailed = true
            throw failure()
        }
    }

    /// Says that nothing more is sent (close_notify); no use before the handshake is done or after a failure.
    package mutating func close() {
        guard isEstablished, !hasFailed else { return }
        ERR_clear_error()
        _ = SSL_shutdown(session)
        ERR_clear_error()
    }

    /// How many bytes of ciphertext wait to be sent.
    package var outputBytes: Int { wire.pointee.output_end - wire.pointee.output_start }

    /// Offers the waiting ciphertext to `write`, which returns how many of its bytes are sent; those are dropped.
    /// - Returns: what `write` has returned, 0 where nothing waits.
    @discardableResult
    package mutating func writeOutput(_ write: (UnsafeRawBufferPointer) -> Int) -> Int {
        let count = outputBytes
        guard count > 0, let output = wire.pointee.output else { return 0 }
        let sent = write(UnsafeRawBufferPointer(start: output + wire.pointee.output_start, count: count))
        sekisho_wire_consume(wire, min(max(0, sent), count))
        return sent
    }

    /// All ciphertext that waits to be sent.
    package mutating func takeOutput() -> [UInt8] {
        var taken: [UInt8] = []
        writeOutput { bytes in
            taken = [UInt8](bytes)
            return bytes.count
        }
        return taken
    }

    /// `TLSv1.3` or `TLSv1.2`.
    package var version: String { SSL_get_version(session).map { String(cString: $0) } ?? "" }

    /// What ALPN has chosen; nil if it has chosen nothing.
    package var applicationProtocol: String? {
        var name: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(session, &name, &count)
        guard let name, count > 0 else { return nil }
        return String(decoding: UnsafeBufferPointer(start: name, count: Int(count)), as: UTF8.self)
    }

    /// The cipher suite by its RFC name: `TLS_AES_128_GCM_SHA256`.
    package var cipher: String {
        guard let cipher = SSL_get_current_cipher(session), let name = SSL_CIPHER_standard_name(cipher) else {
            return ""
        }
        return String(cString: name)
    }

    /// Empties the thread's queue of errors, from which `SSL_get_error` would else take one that is not this call's.
    ///
    /// To look whether there is any is a tenth of what emptying costs.
    private static func forgetErrors() {
        if ERR_peek_error() != 0 { ERR_clear_error() }
    }

    private func failure() -> TLSError {
        let code = ERR_peek_error()
        let reason = sekisho_ERR_GET_REASON(code)
        if reason == SSL_R_HTTP_REQUEST || reason == SSL_R_HTTPS_PROXY_REQUEST {
            ERR_clear_error()
            return .plainHTTP
        }
        if reason == SSL_R_CERTIFICATE_VERIFY_FAILED {
            ERR_clear_error()
            let text = X509_verify_cert_error_string(SSL_get_verify_result(session)).map { String(cString: $0) }
            return .session(reason: text ?? "certificate verify failed")
        }
        return .session(reason: TLSError.takeReason())
    }

    /// The method of the wire BIO, made once for the process.
    private struct WireMethod: @unchecked Sendable { let pointer: OpaquePointer? }
    private static let wireMethod = WireMethod(pointer: sekisho_wire_method())
}
