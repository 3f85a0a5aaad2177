import Foundation
import HTTP
import Testing

/// A request head as a real API server sent it.
private struct RecordedHead: Decodable {
    let request_line: String
    let headers: [[String]]
    let body_bytes: Int

    init(_ name: String) throws {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name).headers", withExtension: "json"))
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
    }
}

@Suite struct RequestTests {
    @Test(arguments: ["configmap-apply-dryrun", "proxyconfig-deny"])
    func `is read from what an API server sends`(_ name: String) throws {
        let head = try RecordedHead(name)
        let fields = head.headers.map { "\($0[0]): \($0[1])\r\n" }.joined()
        let content = [UInt8](repeating: 0x20, count: head.body_bytes)
        let bytes = Array("\(head.request_line)\r\n\(fields)\r\n".utf8) + content
        let transcript = HTTPTranscript(of: bytes)
        let request = try #require(transcript.requests.first)
        #expect(request.method == .post)
        #expect(request.target == "/validate?timeout=10s")
        #expect(request.path == "/validate")
        #expect(request.query == "timeout=10s")
        #expect(request.fields.map { [$0.name, $0.value] } == head.headers)
        #expect(request.body == content)
        #expect(!transcript.isFinished)
        #expect(HTTPTranscript.isSteady(bytes, piece: 17))
    }

    @Test(arguments: [
        ("/", "/"), ("//", "/"), ("/a", "/a"), ("/a/", "/a"), ("/a//b", "/a/b"), ("/a/./b", "/a/b"), ("/a/../b", "/b"),
        ("/..", "/"), ("/../../a", "/a"), ("/a/..", "/"), ("/.a", "/.a"), ("/a.", "/a."), ("/...", "/..."),
        ("/%61", "/a"), ("/%2e%2E/a", "/a"), ("/a/%2e", "/a"), ("/a%2Fb", "/a%2Fb"), ("/a%2fb", "/a%2Fb"),
        ("/%252F", "/%2F"),
        ("/%C3%BC", "/ü"), ("/a%20b", "/a b"), ("/a%3Fb?c%3F", "/a?b"), ("/a?b/../c", "/a"), ("http://h", "/"),
        ("http://h?x", "/"), ("https://h:1/a/", "/a"),
    ])
    func `has a clean path`(_ target: String, _ path: String) throws {
        #expect(try HTTPRequest(.get, target).path == path)
    }

    @Test func `has the query as sent`() throws {
        #expect(try HTTPRequest(.get, "/a").query == nil)
        #expect(try HTTPRequest(.get, "/a?").query == "")
        #expect(try HTTPRequest(.get, "/a?b=%20?c").query == "b=%20?c")
        #expect(throws: HTTPError.targetMalformed) { try HTTPRequest(.get, "a") }
        #expect(throws: HTTPError.targetMalformed) { try HTTPRequest(.get, "") }
    }

    @Test(arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "BREW"])
    func `has the method as sent`(_ name: String) {
        #expect(HTTPMethod(name).description == name)
        #expect((HTTPMethod(name) == .other(name)) == (name == "get" || name == "BREW"))
    }
}
