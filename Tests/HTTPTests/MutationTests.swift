import HTTP
import Testing

/// A small generator of random numbers (SplitMix64) that gives the same ones on every run.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A number under `bound`, which is at least 1.
    mutating func next(below bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}

/// What mistakes and attacks are made of.
private let pieces =
    [
        "\r\n", "\r", "\n", "\0", " ", "\t", ":", ";", ",", "/", "?", "%2e", "%", "..", "*", "0", "1", "f",
        "FFFFFFFFFFFFFFFF",
        "99999999999999999999", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "Host: a\r\n",
        "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "Expect: 100-continue\r\n",
        "Content-Encoding: gzip\r\n", "\r\n0\r\n\r\n", "3\r\nabc\r\n", "chunked", "\u{7F}", "\u{80}", "http://a",
    ].map { Array($0.utf8) }

private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    for _ in 0...random.next(below: 4) {
        let offset = random.next(below: bytes.count + 1)
        let end = min(bytes.count, offset + random.next(below: 8))
        switch random.next(below: 5) {
        case 0: bytes.insert(contentsOf: pieces[random.next(below: pieces.count)], at: offset)
        case 1: bytes.replaceSubrange(offset..<end, with: pieces[random.next(below: pieces.count)])
        case 2: bytes.removeSubrange(offset..<end)
        case 3: bytes.insert(contentsOf: bytes[offset..<end], at: random.next(below: bytes.count + 1))
        default: if offset < bytes.count { bytes[offset] = UInt8(truncatingIfNeeded: random.next()) }
        }
    }
}

@Suite struct MutationTests {
    private static let seeds =
        [
            "GET /livez HTTP/1.1\nHost: a\n\n", post("Content-Length: 5", "hello"),
            post("Transfer-Encoding: chunked", "5;x=y\nhello\n0\nA: b\n\n"),
            "POST /validate?timeout=10s HTTP/1.1\nHost: a\nExpect: 100-continue\nContent-Encoding: gzip\nContent-Length: 3\n\nabc",
            "OPTIONS * HTTP/1.0\nConnection: keep-alive\n\nHEAD /a/../%62 HTTP/1.1\nHost: a\n\n",
        ].map(wire)

    @Test(arguments: 0..<10)
    func `never traps, and understands the same however it is cut`(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        var limits = HTTPLimits()
        limits.maximumHeadBytes = 256
        limits.maximumTargetBytes = 64
        limits.maximumBodyBytes = 64
        limits.maximumChunkExtensionBytes = 8
        limits.maximumTrailerBytes = 16
        var (read, refused) = (0, 0)
        for _ in 0..<5000 {
            var bytes = Self.seeds[random.next(below: Self.seeds.count)]
            mutate(&bytes, &random)
            let whole = HTTPTranscript(of: bytes, limits: limits)
            let piece = 1 + random.next(below: bytes.count)
            guard whole == HTTPTranscript(of: bytes, limits: limits, cutBy: { _ in piece }) else {
                Issue.record("understood differently in pieces of \(piece): \(bytes)")
                return
            }
            guard
                statuses(whole.output).allSatisfy({ $0 > 0 }) || whole.requests.contains(where: { $0.method == .head })
            else {
                Issue.record("wrote what is not responses: \(bytes)")
                return
            }
            read += whole.requests.count
            refused += whole.failure == nil ? 0 : 1
        }
        // Both sides of the parser are reached.
        #expect(read > 500)
        #expect(refused > 500)
    }

    @Test func `steadiness is what a fuzzer asks for`() {
        #expect(Self.seeds.allSatisfy { HTTPTranscript.isSteady($0, piece: 3) })
    }
}
