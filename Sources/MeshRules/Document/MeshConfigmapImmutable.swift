import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshConfigmapImmutable = Rule(
        "mesh-configmap-immutable", .warning, .risky, document: [.configMap],
        summary: "a ConfigMap that istiod reads live is immutable",
        rationale: """
            The API server then refuses every change of its data, and of the field itself: the ConfigMap must be \
            deleted and made anew. In between istiod runs the mesh on Istio's built-in defaults, and Helm and GitOps \
            tools fail where they only update.
            """,
        fix: "Leave immutable out; to keep others from changing the ConfigMap, take the right from them.",
        sources: [.kubernetes("core/v1 ConfigMap.immutable"), .istio("meshwatcher.NewCollection")],
        examples: [
            .valid("not immutable", configMap("immutable: false", "{mesh: \"enableTracing: true\\n\"}")),
            .valid(
                "a ConfigMap that istiod does not read", configMap("immutable: true", "{notes: \"see the wiki\"}")),
            .invalid(
                "the mesh",
                configMap(
                    "immutable: true  # ✗ lets the ConfigMap change by deletion alone, with Istio's defaults in between",
                    "{mesh: \"enableTracing: true\\n\"}")),
            .invalid(
                "the networks",
                configMap(
                    "immutable: true  # ✗ lets the ConfigMap change by deletion alone",
                    "{meshNetworks: \"networks: {}\\n\"}")),
            .invalid(
                "the injector",
                configMap(
                    "immutable: true  # ✗ lets the ConfigMap change by deletion alone",
                    "{config: \"policy: enabled\\n\"}", name: "istio-sidecar-injector")),
        ]
    ) { configMap, report in
        guard configMap["kind"]?.string == "ConfigMap", let entry = configMap.entry("immutable"),
            entry.value.bool == true, let data = configMap["data"]
        else { return }
        let isInjector = report.object.name.utf8.starts(with: "istio-sidecar-injector".utf8)
        let keys = isInjector ? ["config", "values"] : ["mesh", "meshNetworks"]
        guard keys.contains(where: { data[$0] != nil }) else { return }
        let consequence = !isInjector && data["mesh"] != nil ? ", with Istio's defaults in between" : ""
        report.add(
            "lets the ConfigMap change by deletion alone\(consequence)", atKeyOf: entry,
            path: .root.field("immutable"))
    }
}

private func configMap(_ immutable: String, _ data: String, name: String = "istio") -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: \(name), namespace: istio-system}
    \(immutable)
    data: \(data)
    """
}
