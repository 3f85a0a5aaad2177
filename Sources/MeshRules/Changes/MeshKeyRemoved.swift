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
            .valid(
                "networks that were none", configMap("{mesh: \"a: b\"}"),
                old: configMap("{mesh: \"a: b\", meshNetworks: \"networks: {}\"}")),
            .valid(
                "networks that were none, in JSON behind a comment", configMap("{mesh: \"a: b\", meshNetworks: \"\"}"),
                old: configMap("{mesh: \"a: b\", meshNetworks: \"# none\\n{\\\"networks\\\": null}\"}")),
            .invalid(
                "networks that nobody can read",
                configMap("{mesh: \"a: b\"}  # ✗ drops meshNetworks, so that istiod knows no networks at once"),
                old: configMap("{mesh: \"a: b\", meshNetworks: \"networks: [\"}")),
            .valid("nulls in a text", configMap("{mesh: \"a: null\", meshNetworks: \"~ a: b\"}"), old: full),
        ]
    ) { change, report in
        guard let old = change.old, let new = change.new, new.object.kind == "ConfigMap",
            IstiodConfigMapName(new.object.name) != nil, !IstiodConfigMapName.isOther(new.object.name)
        else { return }
        let (before, after) = (IstiodConfigMapData(of: old.node), IstiodConfigMapData(of: new.node))
        for (key, consequence) in [("mesh", "runs on its defaults"), ("meshNetworks", "knows no networks")] {
            guard !after.hasText(key), before.holdsSomething(key) else { continue }
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

private let full = configMap("{mesh: \"a: b\", meshNetworks: \"networks: {a: {}}\"}")

private func configMap(_ data: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio, namespace: istio-system}
    data: \(data)
    """
}
