import HTTP
import Testing

/// Requests of every form that are read.
private let conversations = [
    Conversation("GET", "GET /livez HTTP/1.1\nHost: a\n\n", requests: ["GET /livez"]),
    Conversation("content", post("Content-Length: 5", "hello"), requests: ["POST /validate hello"]),
    Conversation("no content", post("Content-Length: 0"), requests: ["POST /validate"]),
    Conversation("leading zeros", post("Content-Length: 0005", "hello"), requests: ["POST /validate hello"]),
    Conversation("optional whitespace", post("content-LENGTH:\t 5 \t", "hello"), requests: ["POST /validate hello"]),
    Conversation("no whitespace", post("Content-Length:5", "hello"), requests: ["POST /validate hello"]),
    Conversation(
        "an empty value, and bytes over 127", post("A:\nB: ü\nContent-Length: 1", "x"), requests: ["POST /validate x"]),
    Conversation("one empty line before", "\nGET / HTTP/1.1\nHost: a\n\n", requests: ["GET /"]),
    Conversation("an empty Host", "GET / HTTP/1.1\nHost:\n\n", requests: ["GET /"]),
    Conversation("an IPv6 Host", "GET / HTTP/1.1\nHost: [::1]:8443\n\n", requests: ["GET /"]),
    Conversation("a later minor version", "GET / HTTP/1.9\nHost: a\n\n", requests: ["GET /"]),
    Conversation("an unknown method", "BREW /pot HTTP/1.1\nHost: a\n\n", requests: ["BREW /pot"]),
    Conversation("content of GET", "GET / HTTP/1.1\nHost: a\nContent-Length: 2\n\nhi", requests: ["GET / hi"]),
    Conversation(
        "an unsupported upgrade", "GET / HTTP/1.1\nHost: a\nUpgrade: h2c\nConnection: upgrade\n\n", requests: ["GET /"]),

    Conversation(
        "chunks", post("Transfer-Encoding: chunked", "5\nhello\n1\n!\n0\n\n"), requests: ["POST /validate hello!"]),
    Conversation("no chunks", post("Transfer-Encoding: Chunked", "0\n\n"), requests: ["POST /validate"]),
    Conversation(
        "sizes in any case, zeros, extensions and trailers",
        post("Transfer-Encoding: chunked", "00A;x=\"y z\";w\n0123456789\nb ;q\n0123456789!\n000\nX-Sum: 1\nEmpty:\n\n"),
        requests: ["POST /validate 01234567890123456789!"]),
    Conversation(
        "a request behind chunks",
        post("Transfer-Encoding: chunked", "1\nx\n0\n\n") + "GET /b HTTP/1.1\nHost: a\n\n",
        requests: ["POST /validate x", "GET /b"]),

    Conversation(
        "a pipeline",
        "GET /1 HTTP/1.1\nHost: a\n\n" + post("Content-Length: 3", "two") + "\nOPTIONS * HTTP/1.1\nHost: a\n\n",
        requests: ["GET /1", "POST /validate two", "OPTIONS *"]),
    Conversation(
        "a pipeline behind Connection: close",
        "GET /1 HTTP/1.1\nHost: a\nConnection: x, Close\n\nGET /2 HTTP/1.1\nHost: a\n\n", requests: ["GET /1"],
        closes: true),
    Conversation(
        "a mistake in the second request",
        "GET /1 HTTP/1.1\nHost: a\n\nGET /2 HTTP/1.1\n\nGET /3 HTTP/1.1\nHost: a\n\n",
        requests: ["GET /1"], failure: .hostMissing),
    Conversation("HTTP/1.0", "GET / HTTP/1.0\n\nGET / HTTP/1.0\n\n", requests: ["GET /"], closes: true),
    Conversation(
        "HTTP/1.0 that is kept", "GET / HTTP/1.0\nConnection: Keep-Alive\n\nGET /2 HTTP/1.0\n\n",
        requests: ["GET /", "GET /2"], closes: true),
    Conversation(
        "HTTP/1.0 with content", "POST / HTTP/1.0\nContent-Length: 2\nExpect: 100-continue\n\nhi",
        requests: ["POST / hi"],
        closes: true),

    Conversation("a query", "GET /validate?timeout=10s HTTP/1.1\nHost: a\n\n", requests: ["GET /validate"]),
    Conversation("absolute form", "GET HTTP://a:1/livez?x HTTP/1.1\nHost: b\n\n", requests: ["GET /livez"]),
    Conversation("absolute form without path", "OPTIONS https://a HTTP/1.1\nHost: a\n\n", requests: ["OPTIONS /"]),
    Conversation("incomplete", "GET / HTTP/1.1\nHost: a\n"),
    Conversation("incomplete content", post("Content-Length: 5", "hell")),
    Conversation("incomplete chunks", post("Transfer-Encoding: chunked", "5\nhello\n0\n")),
    Conversation("nothing", ""),
    Conversation("an empty line", "\n"),
]

@Suite struct ConversationTests {
    @Test(arguments: conversations)
    func `gives its requests and answers`(_ conversation: Conversation) {
        let transcript = HTTPTranscript(of: conversation.bytes)
        #expect(transcript.requests.map(\.summary) == conversation.requests)
        #expect(statuses(transcript.output) == conversation.statuses)
        #expect(transcript.failure == conversation.failure)
        #expect(transcript.isFinished == conversation.closes)
    }

    @Test(arguments: conversations + refusals)
    func `is understood the same however it is cut`(_ conversation: Conversation) {
        let whole = HTTPTranscript(of: conversation.bytes)
        #expect(HTTPTranscript(of: conversation.bytes, cutBy: { _ in 1 }) == whole)
        for cut in 1..<max(2, conversation.bytes.count) {
            let inTwo = HTTPTranscript(of: conversation.bytes, cutBy: { $0 < cut ? cut : .max })
            #expect(inTwo == whole, "cut at \(cut)")
        }
    }

    @Test func `gives HEAD the fields of GET and no content`() {
        let hello: (HTTPRequest) -> HTTPResponse = { _ in HTTPResponse(text: "hello") }
        let get = HTTPTranscript(of: wire("GET /abc HTTP/1.1\nHost: a\n\n"), answer: hello)
        let head = HTTPTranscript(of: wire("HEAD /abc HTTP/1.1\nHost: a\n\n"), answer: hello)
        #expect(get.output == head.output + Array("hello\n".utf8))
        let refused = HTTPTranscript(of: wire("HEAD / HTTP/1.1\n\n"))
        #expect(refused.failure == .hostMissing)
        #expect(refused.output.suffix(4) == [13, 10, 13, 10])
    }
}
