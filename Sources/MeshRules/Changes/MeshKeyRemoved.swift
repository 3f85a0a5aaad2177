import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshKeyRemoved = Rule(
        "mesh-key-removed", .warning, .risky, change: .configMap,
        summary: "the key mesh or meshNetworks is taken out of istiod's ConfigMap, or emptied",
        rationale: """
            istiod takes a missing key for a valid one: without mesh it runs on its built-in defaults, without \
            meshNetworks traffic to other networks has no gateways. Both take effect at once, up to 1.24 when \
            istiod next restarts.
            """,
        fix: "Keep the key; write meshNetworks: \"networks: {}\" to have none.",
        sources: [.istio("meshConfigMapData"), .istio("meshwatcher.NewCollection")],
        examples: [
            .valid(
                "emptied in so many words", configMap("{mesh: \"a: b\", meshNetworks: \"networks: {}\"}"), old: full),
            .invalid(
                "the networks",
                configMap("{mesh: \"a: b\"}  # ✗ drops meshNetworks, so that istiod knows no networks at once"),
                old: full),
            .invalid(
                "the mesh, emptied",
                configMap(
                    "{mesh: \"\", meshNetworks: \"networks: {}\"}  # ✗ drops mesh, so that istiod runs on its defaults at once"
                ),
                old: full),
            .invalid(
                "the mesh, null behind a comment",
                configMap(
                    "{mesh: \"# a\\n--- # b\\nnull # c\", meshNetworks: \"a: b\"}  # ✗ drops mesh, so that istiod runs on its defaults at once"
                ),
                old: full),
            .invalid(
                "the networks, in an older release",
                configMap(
                    "{mesh: \"a: b\"}  # ✗ drops meshNetworks, so that istiod knows no networks from its next restart"),
                in: .v1_24, old: full),
            .valid("nulls in a text", configMap("{mesh: \"a: null\", meshNetworks: \"~ a: b\"}"), old: full),
        ]
    ) { change, report in
        guard let old = change.old, let new = change.new, new.object.kind == "ConfigMap",
            IstiodConfigMapName(new.object.name) != nil, !IstiodConfigMapName.isOther(new.object.name)
        else { return }
        for (key, consequence) in [("mesh", "runs on its defaults"), ("meshNetworks", "knows no networks")] {
            guard !hasText(new.node, key), hasText(old.node, key) else { continue }
            // Source: istio/istio 1.24 pkg/config/mesh/kubemesh/watcher.go, which keeps what it has where the key is gone.
            let isGone = new.node?["data"]?[key] == nil
            let time = isGone && report.version <= .v1_24 ? "from its next restart" : "at once"
            let message = "drops \(key), so that istiod \(consequence) \(time)"
            let path = FieldPath.root.field("data").key(key)
            if let entry = new.node?["data"]?.entry(key) ?? new.node?.entry("data") {
                report.add(message, atKeyOf: entry, path: path)
            } else {
                report.add(message, path: path)
            }
        }
    }
}

/// Whether a key holds more than what istiod takes for nothing: blanks, comments, `---` and null in its spellings.
private func hasText(_ configMap: Node?, _ key: String) -> Bool {
    guard let text = configMap?["data"]?[key]?.string else { return false }
    // A text that begins with a letter is told by its first byte, but for null's.
    if let first = text.utf8.first, case 0x61...0x7A = first | 0x20, first | 0x20 != UInt8(ascii: "n") { return true }
    var rest = text[...].utf8
    while !rest.isEmpty {
        let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
        if holdsValue(line.drop { $0 == 0x20 || $0 == 0x09 }) { return true }
        rest = rest[line.endIndex...].dropFirst()
    }
    return false
}

/// - Parameter line: without its blanks before.
private func holdsValue(_ line: Substring.UTF8View) -> Bool {
    guard let first = line.first, first != UInt8(ascii: "#") else { return false }
    var words = Substring(line).split(maxSplits: 2, whereSeparator: \.isWhitespace)[...]
    if words.first == "---" || words.first == "..." { words = words.dropFirst() }
    guard let word = words.first, word.first != "#" else { return false }
    let isNull = ["~", "null", "Null", "NULL"].contains(word)
    return !isNull || words.count > 1 && words.dropFirst().first?.first != "#"
}

private let full = configMap("{mesh: \"a: b\", meshNetworks: \"networks: {a: {}}\"}")

private func configMap(_ data: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio, namespace: istio-system}
    data: \(data)
    """
}
