import Testing

@testable import Validation

@Suite struct `The hash of a text` {
    @Test func `is the same for the same bytes, wherever they stand`() {
        for length in [0, 1, 7, 8, 9, 15, 16, 17, 100, 3000] {
            let text = String(repeating: "é", count: length)
            #expect(TextHash.of(text) == TextHash.of(String(("x" + text).dropFirst())))
        }
    }

    @Test func `tells texts apart by each byte, by their length, and by bytes that look the same`() {
        let text = String(repeating: "abcdefg\n", count: 5)
        var texts = ["K", "\u{212A}"]
        texts += [0, 1, 2, 8, 16].map { String(repeating: "\0", count: $0) }
        for place in 0..<text.utf8.count {
            var bytes = Array(text.utf8)
            bytes[place] ^= 1
            texts.append(String(decoding: bytes, as: UTF8.self))
        }
        #expect(Set(texts.map { TextHash.of($0) }).count == texts.count)
    }
}
