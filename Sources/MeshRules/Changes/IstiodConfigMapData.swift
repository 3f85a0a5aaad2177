import Documents

/// What istiod has of the two keys of its ConfigMap, told from their texts alone.
struct IstiodConfigMapData {
    private let data: Node?

    init(of configMap: Node?) { data = configMap?["data"] }

    /// Whether a key holds more than what istiod takes for nothing: blanks, comments, `---` and null in its spellings.
    func hasText(_ key: String) -> Bool { text(key) != nil }

    /// Whether a key holds something that istiod would lose with it.
    ///
    /// Istio's chart writes `networks: {}` for no networks. A text that nobody can read counts: istiod keeps what it has
    /// until such a text goes.
    func holdsSomething(_ key: String) -> Bool {
        guard let text = text(key) else { return false }
        guard key == "meshNetworks", let root = try? YAMLReader().read(text).root else { return true }
        switch root["networks"]?.value {
        case nil, .null?: return false
        case .mapping(let networks)?: return !networks.isEmpty
        default: return true
        }
    }

    /// A key's text, where it is more than nothing.
    private func text(_ key: String) -> String? {
        guard let text = data?[key]?.string, Self.holdsValue(text) else { return nil }
        return text
    }

    private static func holdsValue(_ text: String) -> Bool {
        // A text that begins with a letter is told by its first byte, but for null's.
        if let first = text.utf8.first, case 0x61...0x7A = first | 0x20, first | 0x20 != UInt8(ascii: "n") {
            return true
        }
        var rest = text[...].utf8
        while !rest.isEmpty {
            let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
            if isValue(line.drop { $0 == 0x20 || $0 == 0x09 }) { return true }
            rest = rest[line.endIndex...].dropFirst()
        }
        return false
    }

    /// - Parameter line: without its blanks before.
    private static func isValue(_ line: Substring.UTF8View) -> Bool {
        guard let first = line.first, first != UInt8(ascii: "#") else { return false }
        var words = Substring(line).split(maxSplits: 2, whereSeparator: \.isWhitespace)[...]
        if words.first == "---" || words.first == "..." { words = words.dropFirst() }
        guard let word = words.first, word.first != "#" else { return false }
        let isNull = ["~", "null", "Null", "NULL"].contains(word)
        return !isNull || words.count > 1 && words.dropFirst().first?.first != "#"
    }
}
