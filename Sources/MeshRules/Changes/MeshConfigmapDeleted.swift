import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshConfigmapDeleted = Rule(
        "mesh-configmap-deleted", .error, .breaks, change: .configMap,
        summary: "the mesh configuration of an istiod is deleted",
        rationale: """
            istiod takes a missing ConfigMap for a valid one and falls back to its built-in defaults at once, live: \
            trust domain, REGISTRY_ONLY, providers and retries are all back to what Istio ships.
            """,
        fix: """
            Keep it as long as its istiod runs. To uninstall, set the rule to warning for this ConfigMap in the policy \
            first, or break the glass: nobody can tell from a deletion that istiod is gone.
            """,
        sources: [.istio("meshwatcher.NewCollection"), .istio("getMeshConfigMapName")],
        examples: [
            .valid("a change of it", configMap("enableTracing: false"), old: configMap("enableTracing: true")),
            .invalid(
                "a deletion", "", old: configMap("enableTracing: true"), isDeletion: true,
                expects: ["must not be deleted: istiod falls back to its defaults at once"]),
        ]
    ) { change, report in
        guard change.new == nil, let old = change.old, old.object.kind == "ConfigMap",
            IstiodConfigMapName(old.object.name) != nil, !IstiodConfigMapName.isOther(old.object.name),
            let mesh = old.node?["data"]?["mesh"]?.string, !mesh.allSatisfy(\.isWhitespace)
        else { return }
        report.add(
            "must not be deleted: istiod falls back to its defaults at once", path: .root,
            fix: "to uninstall, first set the rule to warning for it in sekisho's policy, or break the glass")
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
