import Documents
import TestDocuments
import Testing

/// Texts of the subset, each changed at one place or a few: what is read without libyaml must read alike with it.
@Suite struct `Subset of YAML under changes` {
    private static let texts: [String] = [
        """
        # The mesh of a shop
        accessLogFile: /dev/stdout
        accessLogFormat: |
          {"time":"%START_TIME%"}
          second line

        connectTimeout: 5s
        enableTracing: true
        trustDomainAliases:
        - old.example.com
        - 'it''s'
        discoverySelectors:
        - matchLabels:
            team: "a # b"
        - matchExpressions:
          - key: team
            values: [checkout, "search", 5]
        """,
        "a: 1\nb:\n  c: 2\n  d:\n    e: 3\nf: 4\n",
        "- a\n- b: 1\n  c: 2\n- - d\n  - e\n-\n- f:\n  - g\n",
        "a:\n- b\n- c: d\n  e: f\ng:\n  - h\n  -\n  - i\n",
        "a: {b: c, d: [e, f]}\ng: [h, {i: j}, k,]\n\"l\": 'm'\n",
        "a: |\n  b\n    c\n\n  d\ne: |-\n   f\n   g\nh: |+\n  i\n\n\nj: k",
        "a: >\n  b\n  c\n\n  d\n    e\n  f\ng: >-\n  h\n# i\nj: >2\n   k\n",
        "a:\n- b: |\n    c\n  d:\n...\n# e\n", "---\na: 'b'  # c\n\n  # d\ne : \"f\\n\\\"g\"\nh:   # i\n  j: ~\n",
        "{\n  \"a\": 1,\n  \"b\": [true, null],\n  \"c\": {\"d\": \"e\"}\n}\n",
        "a:\r\n- b: 'c'\r\n  d: |\r\n    e\r\n    f\r\ng: [h,\r\n  i]\r\n",
        "é: ü # ö\n\"ß\":\n- à: [é, 'ü']\n  b: |\n   ñ\n   ç\nc: \u{1F600}\n",
        "a: 1\nb: 0x1F\nc: yes\n1: 2.5\ntrue: 10s\nd: -1\ne: 2001-01-01\nf: a:b\ng: http://h:1/i\n",
        "a:\n    b:\n        - c: 1\n          d:\n          - e\n    f:\n        g\nh: - \n",
    ]

    private static let pieces = [
        " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", ":", ": ", "-", "- ", "\n- ", "#", " #", "# ", "'", "\"", "''",
        "\\", "\\n", "[", "]", "{", "}", ",", ", ", "|", ">", "|\n", "|-\n", ">\n  ",
        "?", "? ", "!", "!!str ", "&", "&a ", "*", "*a", "%", "@", "`", "~", "<<: ", "<<", "---", "\n---\n", "\n...\n",
        "...", "0", "9", "x", "é", "\u{85}", "\u{A0}", "\u{2028}", "\u{FEFF}", "\u{1F600}", "\u{7F}", "\u{1}", "=",
        ".", ".inf", "yes", "null", "a: b", "\n  a: b", "\n a", "\n#c\n", "\n   #c\n", "+", "1", "\u{0}", "\n\t", " \n",
        ",\n", "\u{FFFF}", "\u{3A9}",
    ]

    /// Of so many places for a piece one is tried; 1 takes a minute in a debug build.
    private static let step = 7

    private func check(_ bytes: [UInt8], _ counts: inout (held: Int, outside: Int), _ differences: inout [String]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        switch Agreement(of: text) {
        case .same: counts.held += 1
        case .outside: counts.outside += 1
        case .differs(let what): if differences.count < 10 { differences.append("\(text.debugDescription): \(what)") }
        }
    }

    @Test(arguments: texts.indices)
    func `agrees where a piece is put in, taken out or cut off anywhere`(number: Int) {
        let bytes = Array(Self.texts[number].utf8)
        var counts = (held: 0, outside: 0)
        var differences: [String] = []
        for place in 0...bytes.count {
            for (index, piece) in Self.pieces.enumerated() where (place + index) % Self.step == 0 {
                check(bytes[..<place] + Array(piece.utf8) + bytes[place...], &counts, &differences)
            }
            check(Array(bytes[..<place]), &counts, &differences)
            check(Array(bytes[place...]), &counts, &differences)
            for length in 1...4 where place + length <= bytes.count {
                check(Array(bytes[..<place] + bytes[(place + length)...]), &counts, &differences)
                check(Array(bytes[..<(place + length)] + bytes[place...]), &counts, &differences)
            }
            if place + 1 < bytes.count {
                var swapped = bytes
                swapped.swapAt(place, place + 1)
                check(swapped, &counts, &differences)
            }
        }
        #expect(differences == [])
        #expect(counts.held > 50 && counts.outside > 50)
    }

    @Test(arguments: texts.indices)
    func `agrees under many changes at once`(number: Int) {
        var random = Seeded(state: UInt64(number) + 1)
        let lines = Self.texts.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
        var counts = (held: 0, outside: 0)
        var differences: [String] = []
        for _ in 0..<400 {
            var bytes = Array(Self.texts[number].utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    bytes.insert(
                        contentsOf: Self.pieces.randomElement(using: &random)?.utf8.map { $0 } ?? [], at: place)
                case 1 where place < bytes.count:
                    bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &random)))
                case 2:
                    // Another indentation of a line.
                    guard let start = bytes[..<place].lastIndex(of: 0x0A) else { continue }
                    let end = bytes[(start + 1)...].firstIndex { $0 != 0x20 } ?? bytes.count
                    let width = Int.random(in: 0...6, using: &random)
                    bytes.replaceSubrange((start + 1)..<end, with: repeatElement(0x20, count: width))
                default:
                    // A line of any text.
                    guard let start = bytes[..<place].lastIndex(of: 0x0A),
                        let line = lines.randomElement(using: &random)
                    else { continue }
                    let width = Int.random(in: 0...4, using: &random)
                    let text = String(repeating: " ", count: width) + line.drop { $0 == " " } + "\n"
                    bytes.insert(contentsOf: Array(text.utf8), at: start + 1)
                }
            }
            check(bytes, &counts, &differences)
        }
        #expect(differences == [])
        #expect(counts.held > 0)
    }

    @Test func `agrees on texts of any few pieces`() {
        var random = Seeded(state: 7)
        let pieces =
            Self.pieces + [
                "a", "b", "a:", "b:", "\n", "\n", "\n ", "\n  ", "\n    ", "- a", "a: ", "[a]", "{a: b}", "'a'",
            ]
        var counts = (held: 0, outside: 0)
        var differences: [String] = []
        for _ in 0..<10_000 {
            let count = Int.random(in: 1...9, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            check(Array(text.utf8), &counts, &differences)
        }
        #expect(differences == [])
        #expect(counts.held > 100)
    }
}

/// SplitMix64: the same numbers on every run.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
