import HTTP
import Testing

/// What is written for a response to this request.
private func written(_ response: HTTPResponse, to request: String = "GET / HTTP/1.1\nHost: a\n\n") -> String {
    let transcript = HTTPTranscript(of: wire(request), answer: { _ in response })
    return String(decoding: transcript.output, as: UTF8.self)
}

@Suite struct ResponseTests {
    @Test func `has its fields, length and content`() {
        #expect(
            written(HTTPResponse(json: Array("{}".utf8)))
                == "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
        #expect(
            written(HTTPResponse(status: 404, text: "no"))
                == "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 3\r\n\r\nno\n")
    }

    @Test func `has no content where there is none by its status`() {
        #expect(written(HTTPResponse(status: 204, text: "no")).hasSuffix("charset=utf-8\r\n\r\n"))
        #expect(written(HTTPResponse(status: 304)) == "HTTP/1.1 304 Not Modified\r\n\r\n")
    }

    @Test(arguments: [0, -1, 100, 101, 199, 600, 1000, Int.max])
    func `is an internal error when its status is none`(_ status: Int) {
        #expect(written(HTTPResponse(status: status)).hasPrefix("HTTP/1.1 500 Internal Server Error\r\n"))
    }

    @Test func `leaves framing to the connection`() {
        let response = HTTPResponse(
            status: 200, fields: ["content-length": "999", "Transfer-Encoding": "chunked", "X": "y"], body: [0x61])
        #expect(written(response) == "HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 1\r\n\r\na")
    }

    @Test func `closes when the handler asks`() {
        let response = HTTPResponse(status: 200, fields: ["connection": "x, close"])
        let transcript = HTTPTranscript(of: wire("GET / HTTP/1.1\nHost: a\n\n"), answer: { _ in response })
        #expect(transcript.isFinished)
        #expect(String(decoding: transcript.output, as: UTF8.self).hasSuffix("\r\nConnection: close\r\n\r\n"))
    }

    @Test func `tells a client of HTTP/1.0 that the connection stays`() {
        let response = HTTPResponse(status: 200)
        #expect(written(response, to: "GET / HTTP/1.0\n\n").contains("\r\nConnection: close\r\n"))
        #expect(
            written(response, to: "GET / HTTP/1.0\nConnection: keep-alive\n\n").contains(
                "\r\nConnection: keep-alive\r\n"))
        #expect(
            written(response, to: "GET / HTTP/1.0\nConnection: keep-alive, close\n\n").contains(
                "\r\nConnection: close\r\n"))
    }

    @Test func `lets no value begin another field`() {
        let response = HTTPResponse(status: 200, fields: ["X": "a\r\nSet-Cookie: b\0"])
        #expect(written(response) == "HTTP/1.1 200 OK\r\nX: a  Set-Cookie: b \r\nContent-Length: 0\r\n\r\n")
    }
}

@Suite struct FieldTests {
    private let fields: HTTPFields = ["Accept": "a", "X-B": "1", "accept": "b", "X_B": "2"]

    @Test func `are found whatever their case`() {
        #expect(fields["ACCEPT"] == "a")
        #expect(fields.values(of: "aCCept") == ["a", "b"])
        #expect(fields.contains("x-b"))
        #expect(fields["x"] == nil)
        #expect(fields["X_b"] == "2")
        #expect(HTTPFields().isEmpty)
    }

    @Test func `keep their order`() {
        #expect(fields.map(\.name) == ["Accept", "X-B", "accept", "X_B"])
        #expect(fields.map(\.value) == ["a", "1", "b", "2"])
    }

    @Test func `are replaced by set`() {
        var fields = fields
        fields.set("ACCEPT", "c")
        #expect(fields.map(\.name) == ["X-B", "X_B", "ACCEPT"])
        #expect(fields.values(of: "accept") == ["c"])
        #expect(fields.count == 3)
    }

    @Test func `are equal by names and values`() {
        var one: HTTPFields = ["A": "x", "B": "y"]
        one.set("A", "z")
        let other: HTTPFields = ["B": "y", "A": "z"]
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one != ["B": "y"])
    }
}
