import Certificates
import Foundation
import HTTP

@testable import TLS

/// A blocking TCP connection to the loopback address.
final class TestSocket {
    let descriptor: Int32
    struct Failure: Error { let text: String }

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        // A test that would hang fails instead.
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(text: "connect: \(errno)") }
    }

    deinit { close(descriptor) }

    /// A port that nothing listens at.
    static func freePort() throws -> Int {
        let (descriptor, port) = try bound()
        close(descriptor)
        return port
    }

    /// A socket of the caller's, and the free port that it was given.
    static func bound() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) + getsockname(descriptor, $0, &size)
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw Failure(text: "bind: \(errno)")
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Whether the server's kernel has confirmed every byte that was sent: a look at the server's socket would show them.
    var hasArrived: Bool {
        var unconfirmed: Int32 = 0
        return ioctl(descriptor, UInt(TIOCOUTQ), &unconfirmed) == 0 && unconfirmed == 0
    }

    /// Whether the server has closed the connection, asked without waiting.
    var isClosedByServer: Bool {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT | MSG_PEEK))
        return count == 0 || count < 0 && errno != EAGAIN
    }

    /// Sends all bytes; false if the server has closed.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    func send(_ text: String) { send([UInt8](text.utf8)) }

    /// The next bytes; empty at the end, nil after a reset or in vain.
    func receive() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count < 0 ? nil : Array(bytes.prefix(count))
    }

    /// Everything until the server closes.
    func receiveAll() -> [UInt8] {
        var all: [UInt8] = []
        while let bytes = receive(), !bytes.isEmpty { all += bytes }
        return all
    }

    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Closes so that the server gets a reset.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        var unspecified = sockaddr()
        unspecified.sa_family = sa_family_t(AF_UNSPEC)
        Glibc.connect(descriptor, &unspecified, socklen_t(MemoryLayout<sockaddr>.size))
    }
}

/// An HTTPS client that keeps its connection, on our own TLS.
final class TestClient {
    let socket: TestSocket
    private var tls: TLSSession
    private var received: [UInt8] = []
    private(set) var isClosed = false

    struct Answer: Equatable {
        var status: Int
        var head: String
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }

        func field(_ name: String) -> String? {
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }
    }

    convenience init(port: Int, authority: [UInt8], identity: TLSIdentity? = nil) throws {
        try self.init(socket: TestSocket(port: port), authority: authority, identity: identity)
    }

    /// Shakes hands on a connection that there is already.
    init(socket: TestSocket, authority: [UInt8], identity: TLSIdentity? = nil) throws {
        self.socket = socket
        let context = try TLSContext(clientTrusting: Certificate.readAll(pem: authority), identity: identity)
        tls = try TLSSession(.client(name: "localhost"), context: context)
        while !tls.isEstablished {
            socket.send(tls.takeOutput())
            try takeMore()
            if isClosed { throw TestSocket.Failure(text: "closed in the handshake") }
        }
        socket.send(tls.takeOutput())
    }

    /// Encrypts and sends; false if the server has closed.
    @discardableResult
    func send(_ text: String) throws -> Bool { try send([UInt8](text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) throws -> Bool { socket.send(try encrypted(bytes)) }

    func encrypted(_ bytes: [UInt8]) throws -> [UInt8] {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { copy.deallocate() }
        copy.copyBytes(from: bytes)
        try tls.send(UnsafeRawBufferPointer(copy))
        return tls.takeOutput()
    }

    func post(_ body: String, to path: String = "/validate") throws -> Answer {
        try send(Self.request(body, to: path))
        return try answer()
    }

    func get(_ path: String) throws -> Answer {
        try send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return try answer()
    }

    static func request(_ body: String, to path: String = "/validate") -> String {
        "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
    }

    /// The next whole response.
    func answer() throws -> Answer {
        while true {
            if let answer = takeAnswer() { return answer }
            guard !isClosed else { throw TestSocket.Failure(text: "closed with \(received.count) bytes of an answer") }
            try takeMore()
        }
    }

    /// Reads until the server closes; true if it said so in TLS before.
    func waitForClose() throws -> Bool {
        while !isClosed { try takeMore() }
        return tls.peerHasClosed
    }

    /// Whether something has come, or the connection has ended, while no answer is due.
    var hasNews: Bool {
        var byte: UInt8 = 0
        let count = recv(socket.descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT))
        return count >= 0 || (errno != EAGAIN && errno != EINTR)
    }

    private func takeAnswer() -> Answer? {
        let end = [UInt8]("\r\n\r\n".utf8)
        guard let range = received.firstRange(of: end) else { return nil }
        let head = String(decoding: received[..<range.lowerBound], as: UTF8.self)
        var answer = Answer(status: Int(head.dropFirst(9).prefix(3)) ?? 0, head: head, body: [])
        let length = answer.field("Content-Length").flatMap { Int($0) } ?? 0
        guard received.count - range.upperBound >= length else { return nil }
        answer.body = Array(received[range.upperBound..<(range.upperBound + length)])
        received.removeSubrange(..<(range.upperBound + length))
        return answer
    }

    private func takeMore() throws {
        guard let bytes = socket.receive(), !bytes.isEmpty else {
            isClosed = true
            return
        }
        let ciphertext = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 1)
        defer {
            ciphertext.deallocate()
            buffer.deallocate()
        }
        ciphertext.copyBytes(from: bytes)
        var plaintext: [UInt8] = []
        try tls.receive(UnsafeRawBufferPointer(ciphertext), buffer: buffer) { plaintext += $0 }
        received += plaintext
        if tls.peerHasClosed { isClosed = true }
    }
}
