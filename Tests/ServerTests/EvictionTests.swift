import HTTP
import Testing

@testable import Server

@Suite("A server with all the connections that it takes") struct EvictionTests {
    @Test func `makes room for new connections by closing idle ones`() throws {
        // Accepting pauses for a moment while the loops fall behind, and a clock that stands still would not end it.
        let test = try TestServer({ $0.limits.maximumConnections = 20 }, usesKernelClock: true)
        var slow: [TestSocket] = []
        for _ in 0..<200 { slow.append(try TestSocket(port: test.server.port)) }
        for _ in 0..<20 { #expect(try test.connect().post("{}").status == 200) }
        #expect(eventually { test.server.connectionCount <= 23 })
        #expect(test.metrics.shed.value("connections") > 0)
    }

    @Test func `makes room by closing the oldest connections, on whichever loop they are`() throws {
        let test = try TestServer(
            {
                $0.limits.maximumConnections = 16
                $0.workers = 4
            }, usesKernelClock: true)
        func connect(_ count: Int, shed: Double) throws -> [TestSocket] {
            var sockets: [TestSocket] = []
            for index in 1...count {
                sockets.append(try TestSocket(port: test.server.port))
                let expected = shed * Double(index)
                #expect(eventually { test.metrics.shed.value("connections") == expected })
                #expect(eventually { test.server.connectionCount == (shed > 0 ? 16 : index) })
            }
            return sockets
        }
        let old = try connect(16, shed: 0)
        let new = try connect(16, shed: 1)
        #expect(eventually { old.allSatisfy(\.isClosedByServer) })
        #expect(new.count { $0.isClosedByServer } == 0)
    }

    @Test func `makes room for new connections by closing those stuck in a request, before served ones`() throws {
        let test = try TestServer(
            {
                $0.limits.maximumConnections = 20
                $0.workers = 1
            }, usesKernelClock: true)
        let kept = try test.connect()
        #expect(try kept.post("{}").status == 200)
        var stuck: [TestClient] = []
        for _ in 0..<40 {
            let client = try test.connect()
            try client.send(
                "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
            // Of one whose request is not read yet, nobody would know that it waits for an answer.
            if stuck.isEmpty { #expect(eventually { test.server.state.bytesInFlight > 0 }) }
            stuck.append(client)
        }
        for _ in 0..<10 { #expect(try test.connect().post("{}").status == 200) }
        #expect(try kept.post("{}").status == 200)
        #expect(test.metrics.shed.value("connections") > 0)
        #expect(try stuck.first?.answer().status == 429)
    }
}
