import COpenSSL

@testable import TLS

/// A session of a test, with what it has read.
final class Endpoint {
    private var session: TLSSession
    private(set) var hasRead: [UInt8] = []

    init(_ role: TLSSession.Role, context: TLSContext) throws { session = try TLSSession(role, context: context) }

    var isEstablished: Bool { session.isEstablished }
    var peerHasClosed: Bool { session.peerHasClosed }
    var outputBytes: Int { session.outputBytes }
    var version: String { session.version }
    var cipher: String { session.cipher }
    var applicationProtocol: String? { session.applicationProtocol }

    func takeOutput() -> [UInt8] { session.takeOutput() }
    func close() { session.close() }

    func receive(_ bytes: [UInt8]) throws(TLSError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 1)
        defer { buffer.deallocate() }
        let ciphertext = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { ciphertext.deallocate() }
        ciphertext.copyBytes(from: bytes)
        var plaintext: [UInt8] = []
        defer { hasRead += plaintext }
        try session.receive(UnsafeRawBufferPointer(ciphertext), buffer: buffer) { plaintext += $0 }
    }

    func send(_ text: String) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
        defer { buffer.deallocate() }
        buffer.copyBytes(from: text.utf8)
        try session.send(UnsafeRawBufferPointer(buffer))
    }

    /// Sends a greeting in the middle of a session of TLS 1.2, as a client may that wants other keys.
    func askToRenegotiate() -> Bool {
        _ = SSL_clear_options(session.session, sekisho_op_no_renegotiation)
        guard SSL_renegotiate(session.session) == 1 else { return false }
        _ = SSL_do_handshake(session.session)
        ERR_clear_error()
        return session.outputBytes > 0
    }

    /// Takes a next key of TLS 1.3 into use, and asks the peer to do so.
    func updateKey() -> Bool {
        SSL_key_update(session.session, SSL_KEY_UPDATE_REQUESTED) == 1 && SSL_do_handshake(session.session) == 1
    }
}

/// A client and a server that hand each other their output, a given number of bytes at a time.
struct Conversation {
    let client: Endpoint
    let server: Endpoint

    init(client: TLSContext, server: TLSContext, name: String? = "localhost") throws {
        self.client = try Endpoint(.client(name: name), context: client)
        self.server = try Endpoint(.server, context: server)
    }

    /// Moves bytes both ways until neither side has any to send.
    func run(pieces: Int = .max) throws(TLSError) {
        while client.outputBytes + server.outputBytes > 0 {
            try Self.hand(client.takeOutput(), to: server, pieces)
            try Self.hand(server.takeOutput(), to: client, pieces)
        }
    }

    private static func hand(_ bytes: [UInt8], to endpoint: Endpoint, _ pieces: Int) throws(TLSError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try endpoint.receive([UInt8](rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
    }
}
