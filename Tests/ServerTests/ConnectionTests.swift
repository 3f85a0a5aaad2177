import CLinux
import Foundation
import HTTP
import Testing

@testable import Server

/// A connection without TLS and without a loop: the test says when it is looked at.
private final class LoneConnection {
    let connection: Connection
    let buffers = Connection.Buffers(
        ciphertext: .allocate(byteCount: 64 << 10, alignment: 16),
        plaintext: .allocate(byteCount: 64 << 10, alignment: 16))

    /// - Parameters:
    ///   - descriptor: a socket that does not block, which the connection then owns.
    ///   - answer: the content of each answer.
    init(_ descriptor: Int32, answer: [UInt8] = []) throws {
        let metrics = ServerMetrics(registry: Metrics())
        let state = ServerState(
            clock: ManualClock().clock, limits: ServerLimits(), metrics: metrics, log: try Log(level: .error))
        let route = Router.Route([.post], mediaType: "application/json", respond: { _ in HTTPResponse(json: answer) })
        connection = try Connection(
            number: 1, arrival: LoopPort.Arrival(descriptor: descriptor, peer: "a client", isTLS: false), slot: 0,
            state: state, router: Router(["/validate": route], metrics: metrics), limits: HTTPLimits())
    }

    deinit {
        buffers.ciphertext.deallocate()
        buffers.plaintext.deallocate()
    }
}

@Suite struct `A connection` {
    /// What has come, without waiting.
    private func received(_ descriptor: Int32) -> [UInt8] {
        var all: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { return all }
            all += bytes.prefix(count)
        }
    }

    /// Sends as much as the kernel takes for a peer that does not read.
    private func fill(_ descriptor: Int32) -> Int {
        let bytes = [UInt8](repeating: 0, count: 1 << 20)
        var total = 0
        while true {
            let count = send(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            guard count > 0 else { return total }
            total += count
        }
    }

    @Test func `answers requests that waited for room, also where its client makes room while an answer is held`()
        throws
    {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
        let result = socketpair(AF_UNIX, kind, 0, &ends)
        try #require(result == 0)
        let client = ends[1]
        defer { close(client) }
        let room = fill(ends[0])
        #expect(received(client).count == room)
        // Of each answer more than a connection holds, and less than the kernel takes at once, has to wait.
        let waiting = Connection.maximumOutputBytes + 16 << 10
        try #require(waiting < room)
        let lone = try LoneConnection(ends[0], answer: [UInt8](repeating: 0x20, count: room + waiting))
        let connection = lone.connection

        let requests = [UInt8](String(repeating: TestClient.request("{}"), count: 3).utf8)
        let sent = send(client, requests, requests.count, Int32(MSG_NOSIGNAL))
        #expect(sent == requests.count)
        connection.holdsAnswer = true
        connection.becameReadable(lone.buffers)
        #expect(connection.isHeld)
        #expect(connection.outputBytes > Connection.maximumOutputBytes)
        var answers = received(client)
        connection.letAnswerGo()
        #expect(connection.phase == .writing, "the second answer")
        for _ in 0..<100 where connection.outputBytes > 0 {
            answers += received(client)
            connection.becameWritable()
        }
        answers += received(client)
        #expect(answers.ranges(of: [UInt8]("HTTP/1.1 200 OK\r\n".utf8)).count == 3)
        #expect(connection.phase == .idle)
    }

    @Test func `answers some requests of a long pipeline a turn, so that others have theirs`() throws {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
        let result = socketpair(AF_UNIX, kind, 0, &ends)
        try #require(result == 0)
        let client = ends[1]
        defer { close(client) }
        let lone = try LoneConnection(ends[0])
        let connection = lone.connection
        let count = 50
        let requests = [UInt8](String(repeating: TestClient.request("{}"), count: count).utf8)
        let sent = send(client, requests, requests.count, Int32(MSG_NOSIGNAL))
        #expect(sent == requests.count)
        func answers() -> Int { received(client).ranges(of: [UInt8]("HTTP/1.1 200 OK\r\n".utf8)).count }

        connection.becameReadable(lone.buffers)
        #expect(answers() == Connection.answersPerTurn)
        #expect(connection.wanted == clinux_writable, "which is an event at once")
        var total = Connection.answersPerTurn
        var turns = 1
        while total < count, turns < count {
            connection.becameWritable()
            let more = answers()
            #expect(more <= Connection.answersPerTurn)
            total += more
            turns += 1
        }
        #expect(total == count)
        connection.becameWritable()
        #expect(connection.phase == .idle)
        #expect(connection.wanted == clinux_readable)
    }

    @Test func `that makes room for another one ends with the answer, and no reset, though its client still sends`()
        throws
    {
        let door = ControlLoop.Door(try Listener(address: "127.0.0.1", port: 0, isTLS: false))
        let client = try TestSocket(port: door.listener.port)
        var arrival: LoopPort.Arrival?
        eventually {
            if case .connection(let found) = door.listener.accept() { arrival = found }
            return arrival != nil
        }
        do {
            let lone = try LoneConnection(try #require(arrival).descriptor)
            client.send(
                "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
            eventually {
                lone.connection.becameReadable(lone.buffers)
                return lone.connection.phase == .body
            }
            client.send(String(repeating: " ", count: 100))
            eventually { client.hasArrived }
            lone.connection.evict(lone.buffers)
            #expect(lone.connection.phase == .closed)
        }
        let answer = client.receive().map { String(decoding: $0, as: UTF8.self) }
        #expect(answer?.hasPrefix("HTTP/1.1 429 ") == true)
        #expect(client.receive()?.isEmpty == true, "the end, and no reset")
    }
}
