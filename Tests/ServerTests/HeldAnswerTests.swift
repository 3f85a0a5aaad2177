import Dispatch
import HTTP
import Synchronization
import Testing

@testable import Server

/// What one loop does in one turn, whose requests all came while the turn before it was kept busy.
private final class Turn: Sendable {
    let test: TestServer
    /// Who sends last in the turn before.
    ///
    /// It stays connected, as its end would be an event of the turn.
    private nonisolated(unsafe) let busy: TestClient
    private let entered = DispatchSemaphore(value: 0)
    private let goOn = DispatchSemaphore(value: 0)

    /// - Parameter respond: called with each request's content and its number among those of the turn, from 1.
    init(_ respond: @escaping @Sendable (String, Int) -> Void) throws {
        let count = Mutex(0)
        test = try TestServer {
            $0.workers = 1
        } respond: { [entered, goOn] request in
            let text = String(decoding: request.body, as: UTF8.self)
            switch text {
            case "before": break
            case "busy":
                entered.signal()
                goOn.wait()
            default:
                let number = count.withLock {
                    $0 += 1
                    return $0
                }
                respond(text, number)
            }
            return HTTPResponse(json: request.body)
        }
        busy = try test.connect()
    }

    func connect(_ count: Int) throws -> [TestClient] { try (0..<count).map { _ in try test.connect() } }

    /// Calls `send` while the loop is busy, and lets it go on when everything sent by `clients` has come.
    ///
    /// epoll gives connections in the order in which they became ready, but first those that it gave in the turn before.
    /// None of `clients` is among these: what they sent earlier came before the last turn but one.
    func begin(_ clients: [TestClient], _ send: () throws -> Void) throws {
        eventually { clients.allSatisfy(\.socket.hasArrived) }
        try busy.send(TestClient.request("before"))
        #expect(try busy.answer().status == 200)
        try busy.send(TestClient.request("busy"))
        entered.wait()
        try send()
        eventually { clients.allSatisfy(\.socket.hasArrived) }
        goOn.signal()
        #expect(try busy.answer().status == 200)
    }
}

/// Whether one of some clients had its answer when something else was done.
private final class Observation: Sendable {
    // The loop asks about the sockets alone, while ``noted(_:)`` keeps the test from reading.
    private nonisolated(unsafe) var clients: [TestClient] = []
    private let results = Mutex<[String: Bool]>([:])

    func watch(_ clients: [TestClient]) { self.clients = clients }
    var hasNews: Bool { clients.contains { $0.hasNews } }
    func note(_ moment: String, _ result: Bool) { results.withLock { $0[moment] = result } }
    /// What was noted, once it was: until then a client that took its answer would hide it.
    func noted(_ moment: String) -> Bool? {
        eventually { results.withLock { $0[moment] } != nil }
        return results.withLock { $0[moment] }
    }
}

@Suite("The answers of a turn") struct HeldAnswerTests {
    @Test func `are sent together, in their order, once the first has waited for a millisecond`() throws {
        let seen = Observation()
        let time = Mutex<ManualClock?>(nil)
        let turn = try Turn { _, number in
            switch number {
            case 2:
                seen.note("second", seen.hasNews)
                time.withLock { $0?.advance(.milliseconds(1)) }
            case 3: seen.note("third", eventually { seen.hasNews })
            default: break
            }
        }
        time.withLock { $0 = turn.test.time }
        defer { withExtendedLifetime(turn) {} }
        let clients = try turn.connect(4)
        let texts = ["first", "second", "third", "fourth"]
        seen.watch(clients)
        try turn.begin(clients) {
            for (client, text) in zip(clients, texts) { try client.send(TestClient.request(text)) }
        }
        #expect(seen.noted("second") == false)
        #expect(seen.noted("third") == true)
        #expect(try clients.map { try $0.answer().text } == texts)
    }

    @Test func `are sent one by one where they are few`() throws {
        let seen = Observation()
        let turn = try Turn { _, number in
            if number == 3 { seen.note("third", eventually { seen.hasNews }) }
        }
        defer { withExtendedLifetime(turn) {} }
        let clients = try turn.connect(3)
        let texts = ["first", "second", "third"]
        seen.watch(clients)
        try turn.begin(clients) {
            for (client, text) in zip(clients, texts) { try client.send(TestClient.request(text)) }
        }
        #expect(seen.noted("third") == true)
        #expect(try clients.map { try $0.answer().text } == texts)
    }

    @Test func `do not wait for a long request`() throws {
        let long = String(repeating: "x", count: 40_000)
        let seen = Observation()
        let turn = try Turn { text, _ in
            if text.hasSuffix("end") { seen.note("long", eventually { seen.hasNews }) }
        }
        defer { withExtendedLifetime(turn) {} }
        let clients = try turn.connect(4)
        seen.watch(Array(clients.prefix(3)))
        let request = TestClient.request(long + "end")
        try clients[3].send(String(request.dropLast(3)))
        try turn.begin(clients) {
            for client in clients.prefix(3) { try client.send(TestClient.request("short")) }
            try clients[3].send("end")
        }
        #expect(seen.noted("long") == true)
        #expect(try clients[3].answer().status == 200)
        for client in clients.prefix(3) { #expect(try client.answer().text == "short") }
    }

    @Test func `reach clients that pipeline, close their half or ask for the end`() throws {
        let turn = try Turn { _, _ in }
        defer { withExtendedLifetime(turn) {} }
        let clients = try turn.connect(4)
        try turn.begin(clients) {
            try clients[3].send(TestClient.request("e"))
            try clients[0].send(TestClient.request("a") + TestClient.request("b"))
            try clients[1].send(TestClient.request("c"))
            clients[1].socket.finishSending()
            try clients[2].send(
                TestClient.request("d").replacing("Host: localhost", with: "Host: localhost\r\nConnection: close"))
        }
        #expect(try clients[0].answer().text == "a")
        #expect(try clients[0].answer().text == "b")
        #expect(try clients[1].answer().text == "c")
        #expect(try clients[2].answer().text == "d")
        #expect(try clients[3].answer().text == "e")
        #expect(try clients[2].waitForClose())
    }
}
