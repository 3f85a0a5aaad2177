import HTTP
import Testing

/// Limits that are small enough to write conversations for.
private var tight: HTTPLimits {
    var limits = HTTPLimits()
    limits.maximumHeadBytes = 100
    limits.maximumTargetBytes = 20
    limits.maximumFields = 3
    limits.maximumBodyBytes = 10
    limits.maximumChunkExtensionBytes = 6
    limits.maximumTrailerBytes = 12
    limits.maximumPipelinedBytes = 64
    return limits
}

private func failure(_ text: String) -> HTTPError? {
    let bytes = wire(text)
    let whole = HTTPTranscript(of: bytes, limits: tight)
    #expect(whole == HTTPTranscript(of: bytes, limits: tight, cutBy: { _ in 1 }))
    #expect(whole.requests.count == (whole.failure == nil ? 1 : 0))
    return whole.failure
}

private let chunked = "Transfer-Encoding: chunked"

@Suite struct LimitTests {
    @Test func `reads a head of the limit and refuses one byte more`() {
        let start = "GET / HTTP/1.1\nHost: a\nX: "
        let frame = wire(start).count + 4
        #expect(failure(start + String(repeating: "x", count: 100 - frame) + "\n\n") == nil)
        #expect(failure(start + String(repeating: "x", count: 101 - frame) + "\n\n") == .headTooLarge(limit: 100))
    }

    @Test func `refuses a head before its end when it can only be too large`() {
        let connection = ObservedConnection(limits: tight)
        let head = wire("GET / HTTP/1.1\nX: " + String(repeating: "x", count: 100))
        #expect(throws: HTTPError.headTooLarge(limit: 100)) { try connection.receive(head) }
        #expect(connection.bufferedBytes == connection.takeOutput().count)
    }

    @Test func `reads a target of the limit and refuses one byte more`() {
        #expect(failure("GET /\(String(repeating: "x", count: 19)) HTTP/1.1\nHost: a\n\n") == nil)
        #expect(failure("GET /\(String(repeating: "x", count: 20)) HTTP/1.1\nHost: a\n\n") == .targetTooLong(limit: 20))
        // Without an end in sight.
        #expect(failure("GET /" + String(repeating: "x", count: 70)) == .targetTooLong(limit: 20))
    }

    @Test func `reads as many fields as the limit and refuses one more`() {
        #expect(failure("GET / HTTP/1.1\nHost: a\nX: 1\nX: 2\n\n") == nil)
        #expect(failure("GET / HTTP/1.1\nHost: a\nX: 1\nX: 2\nX: 3\n\n") == .tooManyFields(limit: 3))
    }

    @Test func `reads content of the limit and refuses one byte more before it comes`() {
        #expect(failure(post("Content-Length: 10", "0123456789")) == nil)
        #expect(failure(post("Content-Length: 11")) == .contentTooLarge(limit: 10))
        #expect(failure(post(chunked, "a\n0123456789\n0\n\n")) == nil)
        #expect(failure(post(chunked, "b\n")) == .contentTooLarge(limit: 10))
        #expect(failure(post(chunked, "6\n012345\n4\n6789\n0\n\n")) == nil)
        #expect(failure(post(chunked, "6\n012345\n5\n")) == .contentTooLarge(limit: 10))
    }

    @Test func `does not invite content that is too large`() {
        let connection = ObservedConnection(limits: tight)
        #expect(throws: HTTPError.contentTooLarge(limit: 10)) {
            try connection.receive(wire(post("Expect: 100-continue\nContent-Length: 11")))
        }
        #expect(statuses(connection.takeOutput()) == [413])
    }

    @Test func `reads chunk extensions of the limit and refuses one byte more`() {
        #expect(failure(post(chunked, "1;ab\nx\n0;ab\n\n")) == nil)
        #expect(failure(post(chunked, "1;ab\nx\n0;abc\n\n")) == .chunkExtensionsTooLarge(limit: 6))
        #expect(failure(post(chunked, "1      ;\nx\n0\n\n")) == .chunkExtensionsTooLarge(limit: 6))
    }

    @Test func `reads trailers of the limit and refuses one byte more`() {
        // Counted without line feeds: 6 bytes a line of these.
        #expect(failure(post(chunked, "0\nA: bc\nA: bc\n\n")) == nil)
        #expect(failure(post(chunked, "0\nA: bc\nA: bcd\n\n")) == .trailersTooLarge(limit: 12))
        #expect(failure(post(chunked, "0\nA:\nA:\nA:\n\n")) == nil)
        #expect(failure(post(chunked, "0\nA:\nA:\nA:\nA:\n\n")) == .tooManyFields(limit: 3))
    }

    @Test func `keeps pipelined bytes up to the limit and refuses more`() throws {
        let connection = ObservedConnection(limits: tight)
        try connection.receive(wire("GET / HTTP/1.1\nHost: a\n\n"))
        #expect(connection.nextRequest() != nil)
        try connection.receive([UInt8](repeating: 0x41, count: 64))
        try connection.receive([0x41])
        #expect(throws: HTTPError.pipelineTooLong(limit: 64)) { try connection.receive([0x41]) }
        #expect(statuses(connection.takeOutput()) == [429])
        #expect(connection.isFinished)
    }

    @Test func `reads any number of requests in one piece`() {
        let bytes = wire(String(repeating: "GET / HTTP/1.1\nHost: a\n\n", count: 1000))
        #expect(HTTPTranscript(of: bytes, limits: tight).requests.count == 1000)
    }

    @Test func `holds no more than twice what is pending of requests that never end with a piece`() throws {
        let connection = ObservedConnection()
        let request = wire("GET / HTTP/1.1\nHost: a\n\n")
        try connection.receive(Array(request.prefix(10)))
        for _ in 0..<1000 {
            try connection.receive(Array(request.dropFirst(10) + request + request.prefix(10)))
            while connection.nextRequest() != nil { connection.send(HTTPResponse(status: 204)) }
            _ = connection.takeOutput()
            #expect(connection.bufferedBytes <= 4 * request.count)
        }
        #expect(connection.requestCount == 2000)
    }

    @Test func `holds no more memory than came, whatever the length says`() throws {
        let connection = ObservedConnection()
        try connection.receive(wire(post("Content-Length: 20971520", "x")))
        #expect(connection.bufferedBytes == 1)
    }

    @Test func `reads the largest content`() throws {
        let connection = ObservedConnection()
        try connection.receive(wire(post("Content-Length: 20971520")))
        let piece = [UInt8](repeating: 0x20, count: 1 << 20)
        for _ in 0..<20 { try connection.receive(piece) }
        #expect(connection.nextRequest()?.body.count == 20_971_520)
        #expect(connection.bufferedBytes == 20_971_520)
        connection.send(HTTPResponse(status: 204))
        #expect(connection.bufferedBytes == connection.takeOutput().count)
        #expect(connection.bufferedBytes == 0)
    }
}
