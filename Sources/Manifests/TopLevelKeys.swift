import Documents
import IstioSchema

/// Whether a text is a mesh configuration by the looks of it, for ConfigMaps whose name does not say.
///
/// The reader decides, which sees a key however it is written. Texts that hold no field's name are told without it; those
/// that nobody can read may still be a configuration with a mistake, and are looked through by line.
enum TopLevelKeys {
    /// Whether the text's top level has a field of MeshConfig.
    ///
    /// Names of one plain word (`ca`, `certificates`) do not count: they mean something to other programs too.
    static func looksLikeMeshConfig(_ text: String) -> Bool { hasKey(text, among: meshConfigNames) }

    /// Whether the text's top level has the key `networks`.
    static func looksLikeMeshNetworks(_ text: String) -> Bool { hasKey(text, among: meshNetworksNames) }

    private static let meshConfigNames: FieldNames = {
        let fields = MessageName.meshConfig.shape.fields
        let names = Set(fields.map(\.name) + fields.map(\.protoName))
        return FieldNames(
            names.filter { name in name.utf8.contains { $0 == UInt8(ascii: "_") || (0x41...0x5A).contains($0) } })
    }()

    private static let meshNetworksNames = FieldNames(["networks"])

    private static func hasKey(_ text: String, among names: FieldNames) -> Bool {
        if names.isFirstKey(of: text) { return true }
        guard names.mayBeKeys(of: text) else { return false }
        do throws(YAMLError) {
            let entries = try YAMLReader().read(text).root.entries
            return entries.indices.contains { names.contains(entries[$0].name) }
        } catch {
            switch error.kind {
            // It holds what may be a name, and nobody can tell that it is none.
            case .limit: return true
            case .syntax: return UnreadableText(text).hasKey(among: names)
            }
        }
    }
}

/// Names of fields, and what can be told of a text by its bytes alone.
struct FieldNames: Sendable {
    private let names: Set<ExactText>
    private let lengths: ClosedRange<Int>

    /// - Parameter names: of letters, digits and `_`.
    init(_ names: Set<String>) {
        self.names = Set(names.map { ExactText($0) })
        let counts = names.map(\.utf8.count)
        lengths = (counts.min() ?? 0)...(counts.max() ?? 0)
    }

    func contains(_ name: String) -> Bool { names.contains(ExactText(name)) }

    func contains(_ word: Substring.UTF8View) -> Bool {
        lengths.contains(word.count) && contains(String(Substring(word)))
    }

    /// Whether the first line with anything on it begins with one of the names and a colon, as nearly every mesh
    /// configuration does: it has that key then, or cannot be read.
    func isFirstKey(of text: String) -> Bool {
        var rest = text.utf8[...]
        if rest.starts(with: "\u{FEFF}".utf8) { rest = rest.dropFirst(3) }
        while let first = rest.first {
            if first == UInt8(ascii: "#") {
                rest = rest.drop { $0 != 0x0A && $0 != 0x0D }
            } else if first == UInt8(ascii: " ") || first == 0x0A || first == 0x0D {
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        let word = rest.prefix(while: isWordByte)
        rest = rest.dropFirst(word.count)
        guard rest.first == UInt8(ascii: ":") else { return false }
        rest = rest.dropFirst()
        return rest.first.map { $0 == UInt8(ascii: " ") || $0 == 0x0A || $0 == 0x0D } ?? true && contains(word)
    }

    /// Whether one of the names may be a key: it stands in the text, or the text has what can stand for a letter.
    ///
    /// Never false for a text of which a reader makes such a key. Two passes over the bytes.
    func mayBeKeys(of text: String) -> Bool {
        if Self.canHideNames(text) { return true }
        var rest = text.utf8[...]
        while let start = rest.firstIndex(where: isWordByte) {
            let word = rest[start...].prefix(while: isWordByte)
            if contains(word) { return true }
            rest = rest[word.endIndex...]
        }
        return false
    }

    /// Whether there is an escape that a letter can be written by (`\x54`, `\u0054`, a line's end), or a tag: `!!binary`
    /// makes a name of other letters.
    private static func canHideNames(_ text: String) -> Bool {
        var isEscape = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "!") { return true }
            if isEscape {
                switch byte {
                case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"), 0x0A, 0x0D, 0x80...: return true
                default: break
                }
            }
            isEscape = byte == UInt8(ascii: "\\")
        }
        return false
    }
}

@inline(__always)
func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
}
