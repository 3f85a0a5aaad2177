import HTTP
import Testing

private func refused(_ name: String, _ text: String, _ failure: HTTPError) -> Conversation {
    // What stands behind must not be taken for a request.
    Conversation(name, text + "GET /smuggled HTTP/1.1\nHost: a\n\n", failure: failure)
}

private let chunked = "Transfer-Encoding: chunked"

/// Requests that could be read in two ways, or not at all.
let refusals = [
    // Where the content ends.
    refused("CL.TE", post("Content-Length: 6\n\(chunked)", "0\n\nG"), .contentLengthWithTransferEncoding),
    refused("TE.CL", post("\(chunked)\nContent-Length: 4", "5c\n"), .contentLengthWithTransferEncoding),
    refused("two lengths", post("Content-Length: 5\nContent-Length: 6", "hello"), .contentLengthRepeated),
    refused("two equal lengths", post("Content-Length: 5\nContent-Length: 5", "hello"), .contentLengthRepeated),
    refused("a list of lengths", post("Content-Length: 5, 5", "hello"), .contentLengthMalformed),
    refused("a signed length", post("Content-Length: +5", "hello"), .contentLengthMalformed),
    refused("a negative length", post("Content-Length: -5", "hello"), .contentLengthMalformed),
    refused("a hexadecimal length", post("Content-Length: 0x5", "hello"), .contentLengthMalformed),
    refused("a fractional length", post("Content-Length: 5.0", "hello"), .contentLengthMalformed),
    refused("two words of length", post("Content-Length: 5 5", "hello"), .contentLengthMalformed),
    refused("an empty length", post("Content-Length:", "hello"), .contentLengthMalformed),
    refused("digits of another script", post("Content-Length: ٥", "hello"), .contentLengthMalformed),
    refused(
        "a length that overflows", post("Content-Length: 18446744073709551621", "hello"),
        .contentTooLarge(limit: 20_971_520)),
    refused(
        "a very long length", post("Content-Length: " + String(repeating: "9", count: 200)),
        .contentTooLarge(limit: 20_971_520)),
    refused("no length", "POST / HTTP/1.1\nHost: a\n\n", .lengthRequired),
    refused("no length of PATCH", "PATCH / HTTP/1.1\nHost: a\n\n", .lengthRequired),

    // How it is coded for the way.
    refused("a coding before chunked", post("Transfer-Encoding: gzip, chunked"), .transferCodingNotImplemented),
    refused("a coding behind chunked", post("Transfer-Encoding: chunked, gzip"), .transferEncodingMalformed),
    refused("chunked twice", post("Transfer-Encoding: chunked, chunked"), .transferEncodingMalformed),
    refused("chunked in two fields", post("\(chunked)\n\(chunked)"), .transferEncodingMalformed),
    refused("identity", post("Transfer-Encoding: identity"), .transferEncodingMalformed),
    refused("chunked and identity", post("\(chunked)\nTransfer-Encoding: identity"), .transferEncodingMalformed),
    refused("xchunked", post("Transfer-Encoding: xchunked"), .transferEncodingMalformed),
    refused("chunked in quotes", post("Transfer-Encoding: \"chunked\""), .transferEncodingMalformed),
    refused("chunked with a parameter", post("Transfer-Encoding: chunked;q=1"), .transferEncodingMalformed),
    refused("no coding", post("Transfer-Encoding:"), .transferEncodingMalformed),
    refused("a vertical tab before chunked", post("Transfer-Encoding: \u{0B}chunked"), .controlCharacter),
    refused("a lone CR before chunked", post("Transfer-Encoding: ␍chunked"), .lineEndMalformed),
    refused("a lone LF before chunked", post("X: y␊\(chunked)"), .lineEndMalformed),
    refused("whitespace before the colon", post("Transfer-Encoding : chunked"), .fieldNameMalformed),
    refused("a tab before the colon", post("Transfer-Encoding\t: chunked"), .fieldNameMalformed),
    refused("whitespace before the name", post(" \(chunked)"), .fieldFolded),
    refused("a folded value", post("Transfer-Encoding:\n chunked"), .transferEncodingMalformed),
    refused("a folded line", post("X: y\n\tz\nContent-Length: 0"), .fieldFolded),
    refused("a folded first line", "GET / HTTP/1.1\n Host: a\n\n", .fieldFolded),
    refused(
        "chunks in HTTP/1.0", "POST / HTTP/1.0\n\(chunked)\n\n0\n\n", .transferEncodingBeforeHTTP11),

    // Chunks.
    refused("an empty size", post(chunked, "\nhello"), .chunkMalformed),
    refused("no hexadecimal digit", post(chunked, "g\nhello"), .chunkMalformed),
    refused("0x", post(chunked, "0x5\nhello\n0\n\n"), .chunkMalformed),
    refused("a signed size", post(chunked, "+5\nhello\n0\n\n"), .chunkMalformed),
    refused("whitespace before a size", post(chunked, " 5\nhello\n0\n\n"), .chunkMalformed),
    refused("whitespace behind a size", post(chunked, "5 \nhello\n0\n\n"), .chunkMalformed),
    refused("a size that overflows", post(chunked, "10000000000000005\nhello"), .contentTooLarge(limit: 20_971_520)),
    refused("a negative size", post(chunked, "FFFFFFFFFFFFFFFF\n"), .contentTooLarge(limit: 20_971_520)),
    refused("too many zeros", post(chunked, "00000000000000005\nhello\n0\n\n"), .chunkMalformed),
    refused("LF behind a size", post(chunked, "5␊hello\n0\n\n"), .chunkMalformed),
    refused("CR behind a size", post(chunked, "5␍hello\n0\n\n"), .chunkMalformed),
    refused("LF in an extension", post(chunked, "5;a␊hello\n0\n\n"), .chunkMalformed),
    refused("NUL in an extension", post(chunked, "5;␀\nhello\n0\n\n"), .chunkMalformed),
    refused("more content than the size", post(chunked, "4\nhello\n0\n\n"), .chunkMalformed),
    refused("LF behind content", post(chunked, "5\nhello␊0\n\n"), .chunkMalformed),
    refused("two bytes for CR LF behind content", post(chunked, "5\nhelloXX0\n\n"), .chunkMalformed),
    refused("a folded trailer", post(chunked, "0\nA: b\n c\n\n"), .trailerMalformed),
    refused("a trailer without a colon", post(chunked, "0\nA\n\n"), .trailerMalformed),
    refused("a trailer without a name", post(chunked, "0\n: b\n\n"), .trailerMalformed),
    refused("a lone CR in a trailer", post(chunked, "0\nA: b␍c\n\n"), .trailerMalformed),
    refused("NUL in a trailer", post(chunked, "0\nA: ␀\n\n"), .trailerMalformed),
    refused("a lone CR at the end", post(chunked, "0\n␍X"), .trailerMalformed),

    // Lines and fields.
    refused("lines of LF", "GET / HTTP/1.1␊Host: a␊␊", .lineEndMalformed),
    refused("one line of LF", "GET / HTTP/1.1\nHost: a␊\n", .lineEndMalformed),
    refused("two empty lines before", "\n\nGET / HTTP/1.1\nHost: a\n\n", .requestLineMalformed),
    refused("a lone LF before", "␊GET / HTTP/1.1\nHost: a\n\n", .lineEndMalformed),
    refused("NUL in a value", "GET / HTTP/1.1\nHost: a\nX: ␀\n\n", .controlCharacter),
    refused("NUL in a name", "GET / HTTP/1.1\nHost: a\nX␀: 1\n\n", .controlCharacter),
    refused("DEL in a value", "GET / HTTP/1.1\nHost: a\nX: \u{7F}\n\n", .controlCharacter),
    refused("no colon", "GET / HTTP/1.1\nHost: a\nX\n\n", .fieldNameMalformed),
    refused("no name", "GET / HTTP/1.1\nHost: a\n: x\n\n", .fieldNameMalformed),
    refused("a space in a name", "GET / HTTP/1.1\nHost: a\nX Y: z\n\n", .fieldNameMalformed),
    refused("a letter that is not ASCII in a name", "GET / HTTP/1.1\nHost: a\nÜ: z\n\n", .fieldNameMalformed),

    // Host.
    refused("no Host", "GET / HTTP/1.1\n\n", .hostMissing),
    refused("two Hosts", "GET / HTTP/1.1\nHost: a\nHost: a\n\n", .hostRepeated),
    refused("two Hosts in HTTP/1.0", "GET / HTTP/1.0\nHost: a\nHost: b\n\n", .hostRepeated),
    refused("a list of Hosts", "GET / HTTP/1.1\nHost: a, b\n\n", .hostMalformed),
    refused("a user in Host", "GET / HTTP/1.1\nHost: a@b\n\n", .hostMalformed),
    refused("a path in Host", "GET / HTTP/1.1\nHost: a/b\n\n", .hostMalformed),

    // The request line.
    refused("HTTP/0.9", "GET /\n", .requestLineMalformed),
    refused("one word", "GET\n\n", .requestLineMalformed),
    refused("no method", " / HTTP/1.1\n\n", .requestLineMalformed),
    refused("a method that is no token", "G(T / HTTP/1.1\n\n", .requestLineMalformed),
    refused("two spaces before the target", "GET  / HTTP/1.1\n\n", .requestLineMalformed),
    refused("two spaces before the version", "GET /  HTTP/1.1\n\n", .versionMalformed),
    refused("a space in the target", "GET /a b HTTP/1.1\n\n", .versionMalformed),
    refused("a space at the end", "GET / HTTP/1.1 \n\n", .versionMalformed),
    refused("a tab", "GET\t/ HTTP/1.1\n\n", .controlCharacter),
    refused("a version in lower case", "GET / http/1.1\n\n", .versionMalformed),
    refused("a long version", "GET / HTTP/1.10\n\n", .versionMalformed),
    refused("another protocol", "GET / SHTP/1.1\n\n", .versionMalformed),
    refused("HTTP/2.0", "GET / HTTP/2.0\nHost: a\n\n", .versionUnsupported),
    refused("HTTP/0.9 by name", "GET / HTTP/0.9\n\n", .versionUnsupported),
    refused("the preface of HTTP/2", "PRI * HTTP/2.0\n\nSM\n\n", .http2Preface),
    refused("CONNECT", "CONNECT a:443 HTTP/1.1\nHost: a\n\n", .methodNotImplemented),
    refused("a long method", String(repeating: "A", count: 33) + " / HTTP/1.1\nHost: a\n\n", .methodNotImplemented),
    refused("TLS on a plain port", "\u{16}\u{03}\u{01}", .controlCharacter),

    // The target.
    refused("an asterisk for GET", "GET * HTTP/1.1\nHost: a\n\n", .targetMalformed),
    refused("a relative path", "GET livez HTTP/1.1\nHost: a\n\n", .targetMalformed),
    refused("another scheme", "GET ftp://a/ HTTP/1.1\nHost: a\n\n", .targetMalformed),
    refused("no authority", "GET http:///x HTTP/1.1\nHost: a\n\n", .targetMalformed),
    refused("a user", "GET http://u@a/ HTTP/1.1\nHost: a\n\n", .targetMalformed),
    refused("a fragment", "GET /#x HTTP/1.1\nHost: a\n\n", .targetMalformed),
    refused("a letter that is not ASCII", "GET /ü HTTP/1.1\nHost: a\n\n", .targetMalformed),
    refused("half an escape", "GET /%2 HTTP/1.1\nHost: a\n\n", .targetMalformed),
    refused("an escape that is none", "GET /%zz HTTP/1.1\nHost: a\n\n", .targetMalformed),
    refused("an escaped NUL", "GET /%00 HTTP/1.1\nHost: a\n\n", .targetMalformed),
    refused("escapes that are not UTF-8", "GET /%ff HTTP/1.1\nHost: a\n\n", .targetMalformed),

    // What is not offered.
    refused("another expectation", post("Expect: 200-ok\nContent-Length: 0"), .expectationUnknown),
    refused("two expectations", post("Expect: 100-continue, x\nContent-Length: 0"), .expectationUnknown),
    refused("brotli", post("Content-Encoding: br\nContent-Length: 0"), .contentCodingUnsupported),
    refused("two codings", post("Content-Encoding: gzip, gzip\nContent-Length: 0"), .contentCodingUnsupported),
    refused(
        "codings in two fields", post("Content-Encoding: gzip\nContent-Encoding: gzip\nContent-Length: 0"),
        .contentCodingUnsupported),
    refused("gzip that is none", post("Content-Encoding: gzip\nContent-Length: 5", "hello"), .gzipMalformed),
]

@Suite struct RefusalTests {
    @Test(arguments: refusals)
    func `is answered with the right status, and nothing after it is read`(_ conversation: Conversation) {
        let transcript = HTTPTranscript(of: conversation.bytes)
        #expect(transcript.requests.isEmpty)
        #expect(transcript.failure == conversation.failure)
        #expect(statuses(transcript.output) == conversation.statuses)
        #expect(transcript.isFinished)
        #expect(String(decoding: transcript.output, as: UTF8.self).contains("Connection: close\r\n"))
    }

    @Test func `is decided by each byte where names, targets and hosts stand`() {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        let token = Set((letters + "!#$%&'*+-.^_`|~").utf8)
        let host = Set((letters + "-._~!$&'()*+;=:[]%").utf8)
        func isRead(_ before: String, _ byte: UInt8, _ after: String) -> Bool {
            HTTPTranscript(of: wire(before) + [byte] + wire(after)).requests.count == 1
        }
        for byte in UInt8.min...UInt8.max {
            #expect(isRead("G", byte, "T / HTTP/1.1\nHost: a\n\n") == token.contains(byte), "method, \(byte)")
            // A colon ends the name.
            let isName = token.contains(byte) || byte == 0x3A
            #expect(isRead("GET / HTTP/1.1\nHost: a\nX", byte, "Y: z\n\n") == isName, "name, \(byte)")
            let isValue = byte >= 0x20 && byte != 0x7F || byte == 0x09
            #expect(isRead("GET / HTTP/1.1\nHost: a\nX: y", byte, "z\n\n") == isValue, "value, \(byte)")
            #expect(isRead("GET / HTTP/1.1\nHost: a", byte, "b\n\n") == host.contains(byte), "host, \(byte)")
            // A fragment is none of a target's, and a percent sign must have digits behind it.
            let isTarget = byte > 0x20 && byte < 0x7F && byte != 0x23 && byte != 0x25
            #expect(isRead("GET /a", byte, "b HTTP/1.1\nHost: a\n\n") == isTarget, "target, \(byte)")
        }
    }

    @Test func `says what to do in one line`() {
        for failure in Set(refusals.compactMap(\.failure)) {
            #expect(!failure.message.hasSuffix("."))
            #expect(!failure.message.contains("\n"))
            #expect(failure.message.count <= 90)
            #expect((400...599).contains(failure.status))
        }
    }

    @Test func `names its field when there is one to name`() {
        #expect(HTTPResponse(.methodNotAllowed(allowed: "POST")).fields["allow"] == "POST")
        #expect(HTTPResponse(.overloaded(retryAfter: 1)).fields["retry-after"] == "1")
        #expect(HTTPResponse(.overloaded(retryAfter: 1)).status == 429)
        #expect(HTTPResponse(.contentCodingUnsupported).fields["accept-encoding"] == "gzip")
        #expect(HTTPError.headTooLarge(limit: 5).name == "headTooLarge")
        #expect(HTTPError.fieldFolded.name == "fieldFolded")
    }
}
