import Foundation
import Synchronization

/// What stands before the servers of a Service: connects each client to the next server that is ready.
///
/// It learns that as a cluster does, by asking `/readyz` now and then: for a moment it goes on sending connections to a
/// server that drains.
final class TestBalancer: Sendable {
    private struct Backend {
        let server: TestServer
        var isReady = false
    }

    private struct State {
        var backends: [Backend] = []
        var next = 0
        var isEnded = false
    }

    static let period: DispatchTimeInterval = .milliseconds(20)

    let port: Int
    private let listener: Int32
    private let state = Mutex(State())
    private let end = DispatchSemaphore(value: 0)

    init(_ servers: [TestServer]) throws {
        (listener, port) = try Self.listen()
        state.withLock { $0.backends = servers.map { Backend(server: $0) } }
        probe()
        Thread.detachNewThread { [self] in while accept() {} }
        Thread.detachNewThread { [self] in
            // The wait is the period of the probe, and ends with the balancer.
            while end.wait(timeout: .now() + Self.period) == .timedOut { probe() }
        }
    }

    /// Whether it sends connections to the server in this place.
    func isReady(_ index: Int) -> Bool { state.withLock { $0.backends[index].isReady } }

    func server(_ index: Int) -> TestServer { state.withLock { $0.backends[index].server } }

    /// A server ends, and another comes in its place.
    func replace(_ index: Int, by server: TestServer) {
        state.withLock { $0.backends[index] = Backend(server: server) }
    }

    func finish() {
        state.withLock { $0.isEnded = true }
        end.signal()
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    // MARK: Readiness

    private func probe() {
        for (index, backend) in state.withLock({ $0.backends }).enumerated() {
            let isReady = Self.isReady(backend.server)
            state.withLock {
                if $0.backends[index].server === backend.server { $0.backends[index].isReady = isReady }
            }
        }
    }

    private static func isReady(_ server: TestServer) -> Bool {
        guard let socket = try? server.connectPlain() else { return false }
        socket.send("GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return String(decoding: socket.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 200 ")
    }

    private func choose() -> TestServer? {
        state.withLock { state in
            for _ in state.backends.indices {
                state.next = (state.next + 1) % state.backends.count
                if state.backends[state.next].isReady { return state.backends[state.next].server }
            }
            return nil
        }
    }

    // MARK: Connections

    private static func listen() throws -> (Int32, Int) {
        let (listener, port) = try TestSocket.bound()
        guard Glibc.listen(listener, 128) == 0 else { throw TestSocket.Failure(text: "listen: \(errno)") }
        return (listener, port)
    }

    /// Takes one connection; false at the end.
    private func accept() -> Bool {
        let client = Glibc.accept(listener, nil, nil)
        guard !state.withLock({ $0.isEnded }), client >= 0 else { return false }
        // A server that is gone is no reason to ask another: the client sees it.
        let port = choose()?.server.port
        Thread.detachNewThread {
            if let port, let server = try? TestSocket(port: port) { Self.carry(client, server.descriptor) }
            close(client)
        }
        return true
    }

    /// Carries bytes both ways until both sides have ended, or one is gone.
    private static func carry(_ client: Int32, _ server: Int32) {
        var ends = [
            pollfd(fd: client, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server, events: Int16(POLLIN), revents: 0),
        ]
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while ends.contains(where: { $0.fd >= 0 }), poll(&ends, nfds_t(ends.count), -1) > 0 {
            for (index, other) in [(0, server), (1, client)] where ends[index].revents != 0 {
                let count = recv(ends[index].fd, &buffer, buffer.count, 0)
                var sent = 0
                while sent < count {
                    let more = buffer[sent..<count].withUnsafeBytes {
                        send(other, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    }
                    guard more > 0 else { return }
                    sent += more
                }
                if count < 0 { return }
                if count == 0 {
                    shutdown(other, Int32(SHUT_WR))
                    ends[index].fd = -1
                }
            }
        }
    }
}
