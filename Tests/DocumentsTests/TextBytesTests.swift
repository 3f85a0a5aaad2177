import Documents
import Testing

@Suite("Texts as bytes") struct TextBytesTests {
    /// Texts of every short length with each of the characters at every place, so that it meets every byte of a word.
    private static let texts: [String] = {
        let characters = [
            "\"", "\\", "\n", "\u{0}", "\u{1F}", "\u{7F}", "é", "…", "\u{85}", "\u{202E}", "👩", "\u{301}",
        ]
        var texts = ["", "\"é\"", "é\"", "\"…", "a\"\u{301}b", "…", "\u{E0041}\"", "\"\"", "日本\"日本"]
        for length in 1...20 {
            texts.append(String(repeating: "a", count: length))
            for place in 0..<length {
                for character in characters {
                    texts.append(
                        String(repeating: "a", count: place) + character
                            + String(repeating: "z", count: length - place - 1))
                }
            }
        }
        return texts
    }()

    @Test func `are printable ASCII, or are not`() {
        for text in Self.texts {
            let expected = text.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }
            #expect(Array(text.utf8).arePrintableASCII == expected, "\(text.debugDescription)")
        }
    }

    @Test func `have as many scalars as the string`() {
        for text in Self.texts { #expect(text.scalarCount == text.unicodeScalars.count, "\(text.debugDescription)") }
    }

    @Test func `are on one line as if each piece between quotes were escaped`() {
        for text in Self.texts {
            let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
            let expected = pieces.map { String($0).escapedForDisplay }.joined(separator: "\"")
            #expect(Array(text.onOneLine.utf8) == Array(expected.utf8), "\(text.debugDescription)")
        }
    }

    @Test func `are the same in JSON as what is read of them`() throws {
        for text in Self.texts {
            var json = JSONWriter()
            json.string(text)
            let read = try JSONReader().read(json.bytes).string
            #expect(read.map { Array($0.utf8) } == Array(text.utf8), "\(json.text)")
            #expect(json.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
        }
    }

    @Test func `are cut only where they have more scalars`() {
        for text in Self.texts {
            for limit in 1...21 {
                let count = text.unicodeScalars.count
                #expect((text.elided(to: limit) == text) == (count <= limit) || text.unicodeScalars.last == "…")
                #expect(text.elided(to: limit).unicodeScalars.count == min(count, limit))
            }
        }
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, 65535, 1_000_000, -1, -10, Int.max, Int.min])
    func `have numbers as the library writes them`(number: Int) {
        var bytes: [UInt8] = []
        bytes.append(decimal: number)
        #expect(String(decoding: bytes, as: UTF8.self) == String(number))
    }

    @Test func `have a path behind another as if it went on from there`() {
        let paths: [FieldPath] = [
            .root, .root.field("a"), .root.element(3), .root.key("k\"é"),
            .root.field("a").field("b c").element(0).field("d"),
        ]
        for first in paths {
            for second in paths {
                var bytes: [UInt8] = []
                first.write(to: &bytes)
                second.write(to: &bytes, isBehindAnother: !bytes.isEmpty)
                let whole = second.steps.reduce(first) { $0.child($1) }
                #expect(String(decoding: bytes, as: UTF8.self) == whole.description)
            }
        }
    }
}
