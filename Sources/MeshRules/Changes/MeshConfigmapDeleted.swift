import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshConfigmapDeleted = Rule(
        "mesh-configmap-deleted", .error, .breaks, change: .configMap,
        summary: "the mesh configuration of an istiod is deleted",
        rationale: """
            istiod takes a missing ConfigMap for a valid one and falls back to its built-in defaults at once, live: \
            trust domain, REGISTRY_ONLY, providers and retries are all back to what Istio ships. One that holds \
            networks alone is a warning: traffic to other networks has no gateways then.
            """,
        fix: """
            Keep it as long as its istiod runs. To uninstall, set the rule to warning for this ConfigMap in the policy \
            first, or break the glass: nobody can tell from a deletion that istiod is gone.
            """,
        sources: [
            .istio("meshwatcher.NewCollection"), .istio("meshwatcher.NewNetworksCollection"),
            .istio("getMeshConfigMapName"),
        ],
        examples: [
            .valid("a change of it", configMap("enableTracing: false"), old: configMap("enableTracing: true")),
            .invalid(
                "a deletion", "", old: configMap("enableTracing: true"), isDeletion: true,
                expects: ["must not be deleted: istiod falls back to its defaults at once"]),
            .invalid(
                "of networks alone", "", old: networks("{a: {endpoints: [{fromRegistry: a}]}}"), isDeletion: true,
                expects: ["must not be deleted: istiod knows no networks at once"]),
            .invalid(
                "of networks alone, in an older release", "", in: .v1_24,
                old: networks("{a: {endpoints: [{fromRegistry: a}]}}"), isDeletion: true,
                expects: ["must not be deleted: istiod knows no networks from its next restart"]),
        ]
    ) { change, report in
        guard change.new == nil, let old = change.old, old.object.kind == "ConfigMap",
            IstiodConfigMapName(old.object.name) != nil, !IstiodConfigMapName.isOther(old.object.name)
        else { return }
        let data = IstiodConfigMapData(of: old.node)
        if data.hasText("mesh") {
            report.add(
                "must not be deleted: istiod falls back to its defaults at once", path: .root,
                fix: "to uninstall, first set the rule to warning for it in sekisho's policy, or break the glass")
        } else if data.holdsSomething("meshNetworks") {
            // As where the key alone is taken out.
            // Source: istio/istio 1.24 pkg/config/mesh/kubemesh/watcher.go `ReadNetworksConfigMap`, which keeps what it has.
            let time = report.version <= .v1_24 ? "from its next restart" : "at once"
            report.add("must not be deleted: istiod knows no networks \(time)", path: .root, severity: .warning)
        }
    }
}

private func configMap(_ mesh: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio, namespace: istio-system}
    data: {mesh: "\(mesh)\\n"}
    """
}

private func networks(_ networks: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio, namespace: istio-system}
    data: {mesh: "", meshNetworks: "networks: \(networks)\\n"}
    """
}
