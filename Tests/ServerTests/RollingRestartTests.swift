import Foundation
import Synchronization
import TestCertificates
import Testing

@testable import Server

@Suite struct `Servers behind a balancer` {
    /// What clients have seen.
    private struct Tally {
        var answered = 0
        var failures: [String] = []
        var connections = 0
    }

    /// Calls as Go's client does, which is what an API server has.
    ///
    /// It keeps its connection until an answer says `Connection: close`, or until the connection ends, or anything comes on
    /// it, while it waits for the next call; then it takes another. It never repeats a call.
    private static func call(
        _ balancer: TestBalancer, keepsConnection: Bool, until isOver: borrowing Atomic<Bool>,
        _ tally: borrowing Mutex<Tally>
    ) {
        var kept: TestClient?
        while !isOver.load(ordering: .acquiring) {
            do {
                if kept?.hasNews == true { kept = nil }
                let client = try kept ?? connect(balancer, tally)
                let answer = try client.post("{}")
                tally.withLock {
                    $0.answered += 1
                    if answer.status != 200 || answer.text != "{}" { $0.failures.append("\(answer)") }
                }
                kept = keepsConnection && answer.field("Connection") == nil ? client : nil
            } catch {
                tally.withLock { $0.failures.append("\(error)") }
                kept = nil
            }
        }
    }

    private static func connect(_ balancer: TestBalancer, _ tally: borrowing Mutex<Tally>) throws -> TestClient {
        tally.withLock { $0.connections += 1 }
        return try TestClient(port: balancer.port, authority: TestServer.authority.get().pair.certificate)
    }

    private static func server() throws -> TestServer {
        try TestServer({ $0.shutdownDelay = .milliseconds(700) }, usesKernelClock: true)
    }

    @Test func `lose no call while each is restarted in turn`() throws {
        let balancer = try TestBalancer([Self.server(), Self.server()])
        defer { balancer.finish() }
        let isOver = Shared(Atomic(false))
        let tally = Shared(Mutex(Tally()))
        let clients = DispatchGroup()
        for number in 0..<5 {
            clients.enter()
            Thread.detachNewThread {
                Self.call(balancer, keepsConnection: number != 0, until: isOver.value, tally.value)
                clients.leave()
            }
        }
        // Connections that wait for their next call all the while, as most of an API server's do.
        let resting = try (0..<2).map { _ in try Self.connect(balancer, tally.value) }
        for client in resting { #expect(try client.post("{}").status == 200) }
        var cutOff = 0
        for index in 0..<2 {
            let before = tally.value.withLock { $0.answered }
            eventually { tally.value.withLock { $0.answered } > before + 50 }
            let old = balancer.server(index)
            old.server.beginShutdown()
            cutOff += old.server.waitUntilStopped()
            balancer.replace(index, by: try Self.server())
            #expect(eventually { balancer.isReady(index) })
        }
        for client in resting { #expect(eventually { client.hasNews }, "told that its connection is closed") }
        isOver.value.store(true, ordering: .releasing)
        #expect(clients.wait(timeout: .now() + 20) == .success)
        let (answered, connections, failures) = tally.value.withLock { ($0.answered, $0.connections, $0.failures) }
        #expect(failures.isEmpty, "\(failures.count) of \(answered): \(failures.prefix(3))")
        #expect(answered > 200, "\(answered) calls on \(connections) connections")
        #expect(cutOff == 0)
    }
}

/// Lets threads share what cannot be copied.
private final class Shared<Value: ~Copyable & Sendable>: Sendable {
    let value: Value
    init(_ value: consuming sending Value) { self.value = value }
}
