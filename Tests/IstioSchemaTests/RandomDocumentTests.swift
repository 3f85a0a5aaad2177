import Documents
import IstioSchema
import Testing

/// Nothing between bytes and message traps, whatever the text.
@Suite struct `Documents made at random` {
    /// Words that mean something to YAML, to JSON or to the schema.
    private static let words: [String] = {
        var words = [
            "{", "}", "[", "]", ":", ": ", "- ", "? ", ", ", "\n", "\n  ", "\n    ", "\n", "&a ", "*a", "<<: ",
            "!!int ",
            "!!str ", "!!binary ", "!x ", "|\n", ">-\n", "\"", "'", "# c\n", "---\n", "...\n", "%YAML 1.1\n", "\t",
            "\u{FEFF}",
            "\u{85}", "\u{2028}", "\\x7f", "\\/", "\\'", "~", "null", "true", "no", "0x1F", "017", "1e400", ".nan",
            "-.inf", "1.5",
            "-0.0", "\"-0\"", "9223372036854775807", "18446744073709551615", "10s", "-1h", "2001-01-01", "a", "é", "日本",
            "99999999999999999999", "\"<<\": ",
        ]
        for message in MessageName.allCases {
            for field in message.shape.fields { words.append(field.name + ": ") }
        }
        for enumeration in EnumName.allCases { words += enumeration.shape.values.map(\.name) }
        return words
    }()

    private static let roots: [MessageName] = [.meshConfig, .proxyConfig, .meshNetworks, .proxyConfigResource]

    @Test(arguments: 0..<4)
    func `never trap when they are read and decoded`(quarter: Int) {
        var generator = RandomSource(seed: UInt64(quarter) &+ 1)
        let root = Self.roots[quarter]
        let names = root.shape.fields.map { $0.name + ": " }
        var read = 0
        for turn in 0..<25_000 {
            var text = ""
            for _ in 0..<Int.random(in: 1...9, using: &generator) {
                let pool = Int.random(in: 0..<4, using: &generator) == 0 ? names : Self.words
                text += pool.randomElement(using: &generator) ?? ""
            }
            guard let node = try? YAMLReader().read(text).root else { continue }
            read += 1
            let again = (try? node.writtenAndReadAgain()) ?? node
            let version = IstioVersion.allCases[turn % IstioVersion.allCases.count]
            var decoder = MessageDecoder(version: version, root: root)
            guard let message = decoder.decodeRoot(again), root == .meshConfig else { continue }
            _ = message.meshConfigOver(IstioDefaults.meshConfig(version))
        }
        #expect(read > 1000)
    }
}

/// SplitMix64: the same numbers on every machine.
private struct RandomSource: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
