import IstioSchema

/// Whether a text is a mesh configuration by the looks of it, for ConfigMaps whose name does not say.
///
/// The text need not be YAML that can be read: a configuration with a mistake is still one.
enum TopLevelKeys {
    /// Whether a line of the text's top level begins with a field of MeshConfig and a colon.
    ///
    /// Names of one plain word (`ca`, `certificates`) do not count: they mean something to other programs too.
    static func looksLikeMeshConfig(_ text: String) -> Bool { anyKey(of: text) { meshConfigNames.contains($0) } }

    /// Whether a line of the text's top level begins with `networks:`.
    static func looksLikeMeshNetworks(_ text: String) -> Bool { anyKey(of: text) { $0 == "networks" } }

    private static let meshConfigNames: Set<String> = {
        let fields = MessageName.meshConfig.shape.fields
        let names = Set(fields.map(\.name) + fields.map(\.protoName))
        return names.filter { name in name.utf8.contains { $0 == UInt8(ascii: "_") || (0x41...0x5A).contains($0) } }
    }()

    /// Whether a key fits, of the lines that are indented as the first one is.
    ///
    /// One pass over the bytes.
    private static func anyKey(of text: String, _ fits: (String) -> Bool) -> Bool {
        var indentation: Int?
        for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            var rest = line.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
            let blanks = rest.prefix { $0 == UInt8(ascii: " ") }.count
            rest = rest.dropFirst(blanks)
            guard let first = rest.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "%") else { continue }
            if rest.starts(with: "---".utf8) { continue }
            if first == UInt8(ascii: "{") {
                // `{key: 1}` on one line; where the keys follow, they say how far they are indented.
                rest = rest.drop { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: " ") }
                if rest.isEmpty { continue }
            } else if let indentation {
                guard blanks == indentation else { continue }
            } else {
                indentation = blanks
            }
            if let key = key(of: rest), fits(key) { return true }
        }
        return false
    }

    /// `key` of `key: 1`, `"key" : 1` or `'key':`.
    private static func key(of line: Substring.UTF8View) -> String? {
        var rest = line
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { rest = rest.dropFirst() }
        let word = rest.prefix { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
        }
        guard !word.isEmpty, word.count <= 64 else { return nil }
        rest = rest.dropFirst(word.count).drop {
            $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: " ")
        }
        return rest.first == UInt8(ascii: ":") ? String(Substring(word)) : nil
    }
}
