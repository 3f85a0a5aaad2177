import Dispatch
import HTTP
import Synchronization
import Testing

@testable import Server

/// What one loop does in one turn, whose requests all came while the turn before it was kept busy.
private final class Turn: Sendable {
    let test: TestServer
    private let entered = DispatchSemaphore(value: 0)
    private let goOn = DispatchSemaphore(value: 0)

    /// - Parameter respond: called with each request's content in turn.
    init(_ respond: @escaping @Sendable (String) -> Void) throws {
        test = try TestServer {
            $0.workers = 1
        } respond: { [entered, goOn] request in
            let text = String(decoding: request.body, as: UTF8.self)
            if text == "busy" {
                entered.signal()
                goOn.wait()
            }
            respond(text)
            return HTTPResponse(json: request.body)
        }
    }

    /// Calls `send` while the loop is busy, and then lets it go on.
    func begin(_ send: () throws -> Void) throws {
        let busy = try test.connect()
        try busy.send(TestClient.request("busy"))
        entered.wait()
        try send()
        goOn.signal()
        #expect(try busy.answer().status == 200)
    }
}

/// Whether a client's answer had come when something else was done.
private final class Observation: Sendable {
    // The client is asked about its socket alone, and used by nobody else meanwhile.
    private nonisolated(unsafe) var clients: [TestClient] = []
    private let results = Mutex<[String: Bool]>([:])

    func watch(_ clients: [TestClient]) { self.clients = clients }
    func note(_ moment: String, _ result: Bool) { results.withLock { $0[moment] = result } }
    var hasNews: Bool { clients.contains { $0.hasNews } }
    subscript(_ moment: String) -> Bool? { results.withLock { $0[moment] } }
}

@Suite("The answers of a turn") struct HeldAnswerTests {
    @Test func `are sent together, in their order, once the first has waited for a millisecond`() throws {
        let seen = Observation()
        let time = Mutex<ManualClock?>(nil)
        // The loop need not take them in the order in which they were sent.
        let count = Mutex(0)
        let turn = try Turn { text in
            switch text == "busy"
                ? 0
                : count.withLock({
                    $0 += 1; return $0
                })
            {
            case 2:
                seen.note("second", seen.hasNews)
                time.withLock { $0?.advance(.milliseconds(1)) }
            case 3: seen.note("third", eventually { seen.hasNews })
            default: break
            }
        }
        time.withLock { $0 = turn.test.time }
        let texts = ["first", "second", "third", "fourth"]
        let clients = try texts.map { _ in try turn.test.connect() }
        seen.watch(clients)
        try turn.begin {
            for (client, text) in zip(clients, texts) { try client.send(TestClient.request(text)) }
        }
        #expect(try clients.map { try $0.answer().text } == texts)
        #expect(seen["second"] == false)
        #expect(seen["third"] == true)
    }

    @Test func `are sent one by one where they are few`() throws {
        let seen = Observation()
        let count = Mutex(0)
        let turn = try Turn { text in
            if text != "busy",
                count.withLock({
                    $0 += 1; return $0 == 3
                })
            {
                seen.note("third", eventually { seen.hasNews })
            }
        }
        let texts = ["first", "second", "third"]
        let clients = try texts.map { _ in try turn.test.connect() }
        seen.watch(clients)
        try turn.begin {
            for (client, text) in zip(clients, texts) { try client.send(TestClient.request(text)) }
        }
        #expect(try clients.map { try $0.answer().text } == texts)
        #expect(seen["third"] == true)
    }

    @Test func `do not wait for a long request`() throws {
        let long = String(repeating: "x", count: 40_000)
        let seen = Observation()
        let turn = try Turn { text in
            if text.hasSuffix("end") { seen.note("long", eventually { seen.hasNews }) }
        }
        let short = try (0..<3).map { _ in try turn.test.connect() }
        let slow = try turn.test.connect()
        seen.watch(short)
        let request = TestClient.request(long + "end")
        try slow.send(String(request.dropLast(3)))
        eventually { turn.test.server.state.bytesInFlight > 0 }
        try turn.begin {
            for client in short { try client.send(TestClient.request("short")) }
            try slow.send("end")
        }
        #expect(try slow.answer().status == 200)
        for client in short { #expect(try client.answer().text == "short") }
        #expect(seen["long"] == true)
    }

    @Test func `reach clients that pipeline, close their half or ask for the end`() throws {
        let turn = try Turn { _ in }
        let clients = try (0..<4).map { _ in try turn.test.connect() }
        try turn.begin {
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
