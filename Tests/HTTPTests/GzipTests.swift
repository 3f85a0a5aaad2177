import HTTP
import Testing

/// `{"kind":"AdmissionReview"}` by Python's gzip.
private let review: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 202, 206, 204, 75, 81, 178, 82, 114, 76, 201, 205, 44,
    46, 206, 204, 207, 11, 74, 45, 203, 76, 45, 87, 170, 5, 0, 3, 45, 58, 12, 26, 0, 0, 0,
]

private func gzipPost(_ content: [UInt8]) -> [UInt8] {
    wire(post("Content-Encoding: gzip\nContent-Length: \(content.count)")) + content
}

@Suite struct GzipTests {
    @Test func `is inflated in a request`() {
        let transcript = HTTPTranscript(of: gzipPost(review))
        #expect(transcript.requests.map(\.summary) == ["POST /validate {\"kind\":\"AdmissionReview\"}"])
        #expect(HTTPTranscript.isSteady(gzipPost(review), piece: 7))
    }

    @Test func `is inflated out of chunks`() {
        let bytes =
            wire(post("Content-Encoding: X-GZIP\nTransfer-Encoding: chunked", "1\n")) + review.prefix(1)
            + wire("\n\(String(review.count - 1, radix: 16))\n") + review.dropFirst() + wire("\n0\n\n")
        #expect(HTTPTranscript(of: bytes).requests.first?.body == Array("{\"kind\":\"AdmissionReview\"}".utf8))
    }

    @Test func `is refused wherever it is cut short`() {
        for length in 1..<review.count {
            #expect(HTTPTranscript(of: gzipPost(Array(review.prefix(length)))).failure == .gzipTruncated)
        }
    }

    @Test func `is refused with anything behind it`() {
        #expect(HTTPTranscript(of: gzipPost(review + [0])).failure == .gzipTrailingBytes)
        #expect(HTTPTranscript(of: gzipPost(review + review)).failure == .gzipTrailingBytes)
    }

    @Test func `is refused when a bit of content, checksum or length is not as it was`() {
        for offset in 10..<review.count {
            var broken = review
            broken[offset] ^= 1
            let failure = HTTPTranscript(of: gzipPost(broken)).failure
            #expect([.gzipMalformed, .gzipTruncated].contains(failure), "byte \(offset)")
        }
    }

    @Test func `is refused with zlib's own wrapper`() {
        let bytes: [UInt8] = [120, 156, 203, 72, 205, 201, 201, 7, 0, 6, 44, 2, 21]
        #expect(HTTPTranscript(of: gzipPost(bytes)).failure == .gzipMalformed)
    }

    @Test func `may be empty`() throws {
        #expect(HTTPTranscript(of: gzipPost([])).requests.first?.body == [])
        let empty = try #require(Gzip.deflated([]))
        #expect(HTTPTranscript(of: gzipPost(empty)).requests.first?.body == [])
    }

    @Test func `may inflate to the limit of size and not a byte more`() throws {
        var limits = HTTPLimits()
        limits.maximumBodyBytes = 50_000
        for (length, failure) in [(50_000, nil), (50_001, HTTPError.inflatedContentTooLarge(limit: 50_000))] {
            let bomb = try #require(Gzip.deflated([UInt8](repeating: 0x20, count: length)))
            #expect(HTTPTranscript(of: gzipPost(bomb), limits: limits).failure == failure)
        }
    }

    @Test func `may inflate to the limit of ratio and not more`() throws {
        let bomb = try #require(Gzip.deflated([UInt8](repeating: 0x20, count: 1 << 24)))
        #expect(HTTPTranscript(of: gzipPost(bomb)).failure == .inflationRatioTooLarge(limit: 100))
        var limits = HTTPLimits()
        limits.maximumInflationRatio = (1 << 24) / bomb.count + 1
        #expect(HTTPTranscript(of: gzipPost(bomb), limits: limits).requests.first?.body.count == 1 << 24)
        // A short document may shrink as well as it likes.
        let short = try #require(Gzip.deflated([UInt8](repeating: 0x20, count: 64 * 1024)))
        #expect(short.count < 640)
        #expect(HTTPTranscript(of: gzipPost(short)).failure == nil)
    }

    @Test(arguments: [0, 1, 100, 65_536, 1_000_003])
    func `is inflated to what was deflated`(_ length: Int) throws {
        var random = SplitMix(seed: UInt64(length))
        let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next() >> 3) & 0x0F }
        let deflated = try #require(Gzip.deflated(bytes))
        #expect(try Gzip.inflated(deflated, limits: HTTPLimits()) == bytes)
    }

    @Test(arguments: [
        ("gzip", true), ("GZIP", true), ("x-gzip", true), ("*", true), ("deflate, gzip;q=1.0, *;q=0.5", true),
        ("gzip;q=0.001", true), ("gzip ; q=0.5", true), ("gzip;q=0.5, identity;q=0.5", true), ("br, gzip", true),
        ("", false), ("identity", false), ("br", false), ("gzip;q=0", false), ("gzip;q=0.000", false), ("*;q=0", false),
        ("gzip;q=0, *", false), ("gzip;q=0.5, identity", false), ("gzip;q=2", false), ("gzip;q=1.001", false),
        ("gzip;q=x", false), ("gzip;q=", false), ("gzip;q=0.0000", false), ("gzip;level=9", false), ("gzipped", false),
        ("gzip;q=1x", false), ("gzip;", false),
    ])
    func `is sent to those who prefer it`(_ value: String, _ prefers: Bool) throws {
        let fields: HTTPFields = ["Accept-Encoding": value]
        #expect(AcceptEncoding(fields).prefersGzip == prefers)
        let request = try HTTPRequest(.get, "/metrics", fields: fields)
        let text = String(repeating: "sekisho_reviews_total 1\n", count: 100)
        let response = HTTPResponse(text: text).compressed(for: request)
        #expect(response.fields["vary"] == "Accept-Encoding")
        #expect(response.fields["content-encoding"] == (prefers ? "gzip" : nil))
        let content = prefers ? try Gzip.inflated(response.body, limits: HTTPLimits()) : response.body
        #expect(content == Array(text.utf8))
    }

    @Test func `is not sent for a few bytes, or to those who say nothing`() throws {
        let willing = try HTTPRequest(.get, "/", fields: ["Accept-Encoding": "gzip"])
        #expect(HTTPResponse(text: "ok").compressed(for: willing).body == Array("ok\n".utf8))
        #expect(!AcceptEncoding([:]).prefersGzip)
    }
}
