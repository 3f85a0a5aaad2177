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
