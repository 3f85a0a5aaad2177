import Foundation
import HTTP
import Synchronization
import TestCertificates
import Testing

@testable import Server

@Suite struct `A server with troublesome clients` {
    @Test func `closes who does not shake hands in time`() throws {
        let test = try TestServer()
        let silent = try TestSocket(port: test.server.port)
        let slow = try TestSocket(port: test.server.port)
        slow.send([0x16, 3, 1])
        eventually { test.server.connectionCount == 2 }
        eventually { test.metrics.connections.value("https") == 2 }
        test.advance(.seconds(4))
        #expect(try test.connect().post("{}").status == 200)
        test.advance(.seconds(1))
        #expect(silent.receiveAll() == [])
        #expect(slow.receiveAll() == [])
        #expect(test.metrics.connectionTimeouts.value("handshaking") == 2)
        #expect(test.metrics.handshakeFailures.value("timeout") == 2)
    }

    @Test func `closes who sends nothing for two minutes, with a word`() throws {
        let test = try TestServer()
        let client = try test.connect()
        _ = try client.post("{}")
        test.advance(.seconds(119))
        _ = try client.post("{}")
        test.advance(.seconds(119))
        _ = try client.post("{}")
        test.advance(.seconds(120))
        #expect(try client.waitForClose(), "close_notify")
        #expect(test.metrics.connectionTimeouts.value("idle") == 1)
    }

    @Test func `answers 408 to a head or a body that stalls`() throws {
        let test = try TestServer { $0.workers = 1 }
        let head = try test.connectPlain()
        head.send("GET /livez HTT")
        let body = try test.connect()
        try body.send(
            "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n12345")
        // What was sent before is read before the answer of a later one on the same loop.
        _ = try test.connect().get("/livez")
        eventually { test.metrics.connections.value("metrics") == 1 }
        let busy = try test.connectPlain()
        busy.send("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        _ = busy.receiveAll()
        test.advance(.seconds(5))
        #expect(String(decoding: head.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 408 "))
        test.advance(.seconds(6))
        let answer = try body.answer()
        #expect(answer.status == 408)
        #expect(answer.field("Connection") == "close")
        #expect(test.metrics.rejections.value("requestTimedOut") == 2)
    }

    @Test func `waits longer for a body that keeps coming`() throws {
        let test = try TestServer {
            $0.workers = 1
            $0.limits.minimumBytesPerSecond = 100
        }
        let client = try test.connect()
        try client.send(
            "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n\r\n")
        try client.send(String(repeating: "x", count: 1000))
        _ = try test.connect().get("/livez")
        test.advance(.seconds(15))
        _ = try test.connect().get("/livez")
        try client.send(String(repeating: "x", count: 1000))
        #expect(try client.answer().status == 200)
    }

    @Test func `blames no client for the time in which it was busy itself`() throws {
        let entered = DispatchSemaphore(value: 0)
        let hold = DispatchSemaphore(value: 0)
        let test = try TestServer {
            $0.workers = 1
        } respond: { request in
            if request.body == [UInt8]("slow".utf8) {
                entered.signal()
                hold.wait()
            }
            return HTTPResponse(json: request.body)
        }
        let (whole, part, silent) = (try test.connect(), try test.connect(), try test.connect())
        for client in [whole, part, silent] {
            try client.send(
                "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n123")
        }
        let slow = try test.connect()
        // What was sent before is read before the answer of a later one on the same loop.
        _ = try slow.get("/livez")
        try slow.send(TestClient.request("slow"))
        entered.wait()
        try whole.send("4567890")
        try part.send("4")
        // Beyond the deadline of the body, in one turn.
        test.time.advance(.seconds(12))
        hold.signal()
        #expect(try slow.answer().status == 200)
        #expect(try whole.answer().text == "1234567890")
        #expect(try silent.answer().status == 408)
        try part.send("567890")
        #expect(try part.answer().text == "1234567890")
        #expect(test.metrics.connectionTimeouts.value("body") == 1)
    }

    @Test func `closes who does not read its answer`() throws {
        let big = [UInt8](repeating: 0x20, count: 32 << 20)
        let test = try TestServer { _ in
        } respond: { _ in
            HTTPResponse(json: big)
        }
        let client = try test.connect()
        try client.send(TestClient.request("{}"))
        eventually { test.metrics.requests.value("/validate", "200") == 1 }
        // The client never becomes idle, so that no other deadline can end it.
        eventually {
            test.advance(.seconds(10))
            return test.server.connectionCount == 0
        }
        #expect(test.server.connectionCount == 0)
        #expect(test.metrics.connectionTimeouts.value("writing") == 1)
    }

    @Test func `forgets who resets or vanishes, in any phase`() throws {
        let test = try TestServer()
        for _ in 0..<10 {
            try TestSocket(port: test.server.port).reset()
            let greeting = try TestSocket(port: test.server.port)
            greeting.send([0x16, 3, 1, 2])
            greeting.reset()
            let idle = try test.connect()
            idle.socket.reset()
            let head = try test.connect()
            try head.send("POST /validate HTTP/1.1\r\nHo")
            head.socket.reset()
            let body = try test.connect()
            try body.send(
                "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999999\r\n\r\nx"
            )
            body.socket.reset()
            let half = try test.connect()
            try half.send(
                "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\nx"
            )
            half.socket.finishSending()
            #expect(try test.connect().post("{}").status == 200)
        }
        eventually { test.server.connectionCount == 0 && test.metrics.connections.value("https") == 0 }
        #expect(test.server.connectionCount == 0)
        #expect(test.metrics.connections.value("https") == 0)
        #expect(test.server.state.bytesInFlight == 0)
    }

    @Test func `sheds large requests over its budget, and no small one`() throws {
        let test = try TestServer { $0.limits.maximumBytesInFlight = 300_000 }
        let head =
            "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n"
        let first = try test.connect()
        try first.send(head + String(repeating: "x", count: 150_000))
        eventually { test.server.state.bytesInFlight == 150_000 }
        let second = try test.connect()
        try second.send(head + String(repeating: "x", count: 150_001))
        let answer = try second.answer()
        #expect(answer.status == 429)
        #expect(answer.field("Retry-After") == "1")
        #expect(answer.field("Connection") == "close")
        #expect(try test.connect().post("{}").status == 200)
        try first.send(String(repeating: "x", count: 50_000))
        #expect(try first.answer().status == 200)
        eventually { test.server.state.bytesInFlight == 0 }
        #expect(try test.connect().post(String(repeating: "x", count: 200_000)).status == 200)
        #expect(test.metrics.shed.value("bytes_in_flight") == 1)
    }

    @Test func `counts small requests that wait for the rest of them, and lets them pass by a quarter`() throws {
        let test = try TestServer { $0.limits.maximumBytesInFlight = 100_000 }
        let head =
            "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n"
        var waiting: [TestClient] = []
        for count in 1...3 {
            let client = try test.connect()
            try client.send(head + String(repeating: "x", count: 40_000))
            eventually { test.server.state.bytesInFlight == count * 40_000 }
            waiting.append(client)
        }
        let further = try test.connect()
        try further.send(head + String(repeating: "x", count: 40_000))
        #expect(try further.answer().status == 429)
        #expect(try test.connect().post("{}").status == 200, "in one piece")
        for client in waiting {
            try client.send(String(repeating: "x", count: 10_000))
            #expect(try client.answer().status == 200)
        }
        eventually { test.server.state.bytesInFlight == 0 }
        #expect(test.server.state.bytesInFlight == 0)
    }

    @Test func `counts what a client does not take, and closes it where that is too much`() throws {
        let big = [UInt8](repeating: 0x20, count: 16 << 20)
        let test = try TestServer { _ in
        } respond: { _ in
            HTTPResponse(json: big)
        }
        let client = try test.connect()
        try client.send(TestClient.request("{}"))
        eventually { test.server.state.bytesInFlight > 1 << 20 }
        #expect(test.server.state.bytesInFlight > 1 << 20)
        #expect(try client.answer().body.count == 16 << 20)
        eventually { test.server.state.bytesInFlight == 0 }
        #expect(test.server.state.bytesInFlight == 0)

        let tight = try TestServer {
            $0.limits.maximumBytesInFlight = 1 << 20
        } respond: { _ in
            HTTPResponse(json: big)
        }
        let unread = try tight.connect()
        try unread.send(TestClient.request("{}"))
        eventually { tight.server.connectionCount == 0 }
        #expect(tight.metrics.connectionsClosed.value("evicted") == 1)
        #expect(tight.server.state.bytesInFlight == 0)
    }

    @Test func `takes a large request while others have only announced theirs`() throws {
        let test = try TestServer { $0.limits.maximumBytesInFlight = 300_000 }
        var announced: [TestClient] = []
        for _ in 0..<20 {
            let client = try test.connect()
            try client.send(
                "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 300000\r\n\r\nx"
            )
            announced.append(client)
        }
        #expect(try test.connect().post(String(repeating: "x", count: 200_000)).status == 200)
        #expect(test.metrics.shed.value("bytes_in_flight") == 0)
    }

    @Test func `answers probes and scrapers whatever number of silent clients is on their port`() throws {
        let test = try TestServer()
        var silent: [TestSocket] = []
        for _ in 0..<200 { silent.append(try test.connectPlain()) }
        let probe = try test.connectPlain()
        probe.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
        let answer = probe.receive()
        #expect(answer.map { String(decoding: $0, as: UTF8.self).hasPrefix("HTTP/1.1 200 OK") } == true)
        #expect(test.metrics.shed.value("metrics_connections") > 0)
        // The time of a first request is over, and that of the next one is not.
        eventually { test.metrics.connections.value("metrics") == 64 }
        test.advance(.seconds(5))
        eventually { test.metrics.connections.value("metrics") == 1 }
        #expect(test.metrics.connections.value("metrics") == 1)
        probe.send("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(String(decoding: probe.receiveAll(), as: UTF8.self).hasSuffix("\r\n\r\nok\n"))
    }

    @Test func `answers through hundreds of half-open connections`() throws {
        let test = try TestServer { $0.workers = 1 }
        var slow: [TestSocket] = []
        for number in 0..<300 {
            let socket = try TestSocket(port: test.server.port)
            if number.isMultiple(of: 2) { socket.send([0x16, 3, 1, 0, 200]) }
            slow.append(socket)
        }
        let client = try test.connect()
        // What was sent before is read before the answer of a later one on the same loop: from here on nobody has news, for
        // which a loop that was busy would wait longer.
        for _ in 0..<20 { #expect(try client.post("{}").status == 200) }
        #expect(eventually { test.metrics.connections.value("https") == 301 })
        test.advance(.seconds(6))
        eventually { test.server.connectionCount == 1 }
        #expect(test.server.connectionCount == 1)
    }
}
