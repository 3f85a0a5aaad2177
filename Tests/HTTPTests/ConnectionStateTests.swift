import HTTP
import Testing

@Suite struct ConnectionStateTests {
    @Test func `says what it waits for`() throws {
        let connection = ObservedConnection()
        #expect(connection.phase == .idle)
        try connection.receive(wire("\n"))
        #expect(connection.phase == .idle)
        try connection.receive(wire("P"))
        #expect(connection.phase == .head)
        try connection.receive(wire("OST / HTTP/1.1\nHost: a\nContent-Length: 3\n\n"))
        #expect(connection.phase == .body)
        try connection.receive(wire("abcG"))
        #expect(connection.phase == .responding)
        #expect(connection.bufferedBytes == 4)
        #expect(connection.nextRequest()?.body == wire("abc"))
        #expect(connection.nextRequest() == nil)
        #expect(connection.phase == .responding)
        #expect(connection.requestCount == 1)
        connection.send(HTTPResponse(status: 204))
        #expect(connection.phase == .head)
        #expect(!connection.isFinished)
    }

    @Test func `counts the content of chunks alone`() throws {
        let connection = ObservedConnection()
        try connection.receive(wire(post("Transfer-Encoding: chunked", "3\nab")))
        #expect(connection.phase == .body)
        #expect(connection.bufferedBytes == 2)
    }

    @Test func `invites content that a client holds back`() throws {
        let connection = ObservedConnection()
        try connection.receive(wire(post("Expect: 100-Continue\nContent-Length: 2")))
        #expect(connection.takeOutput() == wire("HTTP/1.1 100 Continue\n\n"))
        #expect(connection.takeOutput().isEmpty)
        try connection.receive(wire("hi"))
        #expect(connection.nextRequest()?.body == wire("hi"))
        connection.send(HTTPResponse(text: "ok"))
        #expect(statuses(connection.takeOutput()) == [200])
    }

    @Test(arguments: [
        post("Expect: 100-continue\nContent-Length: 2", "h"), post("Expect: 100-continue\nContent-Length: 0"),
        post("Expect: 100-continue\nTransfer-Encoding: chunked", "2"),
        "POST / HTTP/1.0\nExpect: 100-continue\nContent-Length: 2\n\n",
        "GET / HTTP/1.1\nHost: a\nExpect: 100-continue\n\n",
    ])
    func `does not invite content that came, or is none, or of a client that knows no invitations`(_ text: String)
        throws
    {
        let connection = ObservedConnection()
        try connection.receive(wire(text))
        #expect(connection.takeOutput().isEmpty)
    }

    @Test func `does not invite content that the server has no room for`() throws {
        let connection = ObservedConnection()
        try connection.receive(wire(post("Expect: 100-continue\nContent-Length: 2")))
        connection.sendError(.overloaded(retryAfter: 1))
        let output = connection.takeOutput()
        #expect(statuses(output) == [429])
        #expect(String(decoding: output, as: UTF8.self).contains("\r\nRetry-After: 1\r\n"))
        #expect(connection.isFinished)
    }

    @Test func `invites the second content behind the first answer`() throws {
        let connection = ObservedConnection()
        try connection.receive(wire("GET / HTTP/1.1\nHost: a\n\n" + post("Expect: 100-continue\nContent-Length: 2")))
        _ = connection.nextRequest()
        #expect(connection.takeOutput().isEmpty)
        connection.send(HTTPResponse(text: "one"))
        #expect(connection.nextRequest() == nil)
        #expect(statuses(connection.takeOutput()) == [200, 100])
    }

    @Test func `closes after the next answer when it drains`() throws {
        let connection = ObservedConnection()
        try connection.receive(wire("GET /1 HTTP/1.1\nHost: a\n\nGET /2 HTTP/1.1\nHost: a\n\n"))
        _ = connection.nextRequest()
        connection.closeAfterResponse()
        #expect(!connection.isFinished)
        connection.send(HTTPResponse(text: "one"))
        #expect(connection.isFinished)
        #expect(connection.nextRequest() == nil)
        #expect(String(decoding: connection.takeOutput(), as: UTF8.self).contains("\r\nConnection: close\r\n"))
        try connection.receive(wire("GET /3 HTTP/1.1\n\n"))
        #expect(connection.nextRequest() == nil)
        #expect(connection.bufferedBytes == 0)
        #expect(connection.phase == .idle)
    }

    @Test func `answers once`() throws {
        let connection = ObservedConnection()
        connection.send(HTTPResponse(text: "early"))
        #expect(connection.takeOutput().isEmpty)
        try connection.receive(wire("GET / HTTP/1.1\nHost: a\n\n"))
        connection.send(HTTPResponse(text: "before it was handed out"))
        #expect(connection.takeOutput().isEmpty)
        _ = connection.nextRequest()
        connection.send(HTTPResponse(text: "ok"))
        connection.send(HTTPResponse(text: "again"))
        #expect(statuses(connection.takeOutput()) == [200])
    }

    @Test func `refuses once, whoever does it`() {
        let connection = ObservedConnection()
        do throws(HTTPError) {
            try connection.receive(wire("GET / HTTP/3.0\n"))
        } catch {
            #expect(error == .versionUnsupported)
            connection.sendError(error)
        }
        #expect(connection.failure == .versionUnsupported)
        #expect(statuses(connection.takeOutput()) == [505])
    }

    @Test func `lets the server refuse what it waits for`() throws {
        let connection = ObservedConnection()
        try connection.receive(wire("GET / HT"))
        connection.sendError(.requestTimedOut)
        #expect(statuses(connection.takeOutput()) == [408])
        #expect(connection.isFinished)
        #expect(connection.failure == nil)
    }

    @Test(arguments: [
        (post("Content-Length: 99999999"), "/validate"), (post("Content-Encoding: br\nContent-Length: 1"), "/validate"),
        ("POST /a/../b?c HTTP/1.1\nHost: a\n\n", "/b"), ("POST /validate HTTP/1.1\nContent-Length: 1\n\n", "/validate"),
        (post("Transfer-Encoding: chunked", "x"), "/validate"), ("POST /validate HTTP/1.1x\n", nil), ("x\n", nil),
    ])
    func `knows what was asked for of what it refuses`(_ row: (text: String, path: String?)) {
        let connection = ObservedConnection()
        #expect(throws: HTTPError.self) { try connection.receive(wire(row.text)) }
        #expect(connection.refusedPath == row.path)
    }

    @Test func `knows what was asked for of what the server refuses`() throws {
        let connection = ObservedConnection()
        try connection.receive(wire(post("Content-Length: 2", "x")))
        #expect(connection.refusedPath == nil)
        connection.sendError(.overloaded(retryAfter: 1))
        #expect(connection.refusedPath == "/validate")
    }

    @Test func `reads bytes through a pointer`() throws {
        let connection = ObservedConnection()
        try wire("GET / HTTP/1.1\nHost: a\n\n").withUnsafeBytes { bytes in try connection.receive(bytes) }
        #expect(connection.nextRequest()?.path == "/")
    }
}
