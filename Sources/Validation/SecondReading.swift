import Documents
import IstioSchema

/// The fields of a mesh configuration that istiod reads twice, and what the second reading makes of them.
///
/// `defaultConfig` and `defaultProviders` are decoded with all else, then put back to what they were, taken out of the tree
/// by their JSON name, written as YAML, read once more and merged. So `default_config` is decoded and thrown away.
///
/// Source: pkg/config/mesh/mesh.go `ApplyMeshConfig`, `extractYamlField`; the same in every release.
struct SecondReading {
    /// Each as the second reading finds it, as only the first one does, and as a message is asked for it.
    private static let names: [(key: String, protoName: String, field: FieldName)] = [
        ("defaultConfig", "default_config", "defaultConfig"),
        ("defaultProviders", "default_providers", "defaultProviders"),
    ]

    /// The tree as istiod has it in the end.
    let node: Node
    /// The tree as it was written, where the first decoding may refuse what the second does not meet; nil elsewhere.
    let firstReading: Node?
    private let dropped: [FieldName]

    /// Reads the fields again.
    ///
    /// - Parameters:
    ///   - node: the root of a mesh configuration.
    ///   - mayChange: whether anything in it may read differently.
    ///   - diagnostics: takes what the second reading refuses.
    init(of node: Node, mayChange: Bool, _ diagnostics: inout DiagnosticList) {
        let written = node.entries
        dropped = Self.names.filter { written.lastIndex(of: $0.key) == nil }.map(\.field)
        Self.reportDropped(in: written, &diagnostics)
        guard mayChange, case .mapping(var entries) = node.value else {
            self.node = node
            firstReading = nil
            return
        }
        var holdsMergeKey = false
        for (name, _, _) in Self.names {
            guard let index = entries.lastIndex(where: { $0.name == name }) else { continue }
            let entry = entries[index]
            holdsMergeKey = holdsMergeKey || entry.value.holdsKey("<<")
            do throws(YAMLError) {
                let value = try entry.value.writtenAndReadAgain()
                entries[index] = Node.Entry(entry, value: value)
            } catch {
                diagnostics.append(Self.failure(error, at: .root.field(name)))
            }
        }
        self.node = Node(.mapping(entries), mark: node.mark, end: node.end, style: node.style)
        firstReading = holdsMergeKey ? node : nil
    }

    /// Without the fields that were written in snake case only.
    func withoutDroppedFields(_ message: Message) -> Message {
        dropped.reduce(message) { $0.without($1) }
    }

    /// Says of a field with something in it that nobody reads it again; of one in both spellings the decoder says so.
    private static func reportDropped(in written: [Node.Entry], _ diagnostics: inout DiagnosticList) {
        for (key, protoName, _) in names {
            guard written.lastIndex(of: key) == nil, let index = written.lastIndex(of: protoName),
                !written[index].value.entries.isEmpty
            else { continue }
            let entry = written[index]
            // No edit: all that was never read would come into effect, which a person decides.
            diagnostics.append(
                Diagnostic(
                    id: .meshSpellingDropped, severity: .warning, effect: .ignored, path: .root.field(protoName),
                    mark: entry.keyMark, end: entry.keyEnd, message: "must be spelled \(key), or Istio drops it",
                    fix: key, value: entry.value.kindPhrase))
        }
    }

    private static func failure(_ error: YAMLError, at path: FieldPath) -> Diagnostic {
        Diagnostic(
            id: .meshYAMLSyntax, severity: .error, effect: .rejected, path: path, mark: error.mark,
            message: error.problem)
    }
}

extension Node {
    fileprivate func holdsKey(_ name: String) -> Bool {
        switch value {
        case .sequence(let elements): elements.contains { $0.holdsKey(name) }
        case .mapping(let entries): entries.contains { $0.name == name || $0.value.holdsKey(name) }
        default: false
        }
    }
}
