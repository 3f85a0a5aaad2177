import IstioSchema
import Validation

extension Rule {
    package static let injectorConfigmapDeleted = Rule(
        "injector-configmap-deleted", .warning, .risky, change: .configMap,
        summary: "the configuration of the sidecar injector is deleted",
        rationale: """
            istiod keeps what it has read until it restarts; then it has no templates, and pods start without a \
            sidecar or not at all: in plain text, under no policy.
            """,
        fix: "Uninstall istiod first.",
        sources: [.istio("NewWebhook"), .istio("initSidecarInjector")],
        examples: [
            .valid("a change of it", configMap("policy: enabled"), old: configMap("policy: enabled\\ntemplates: {}")),
            .invalid(
                "a deletion", "", old: configMap("policy: enabled"), isDeletion: true,
                expects: ["must not be deleted: new pods would start without a sidecar"]),
        ]
    ) { change, report in
        guard change.new == nil, let old = change.old, old.object.kind == "ConfigMap",
            old.object.name == "istio-sidecar-injector" || old.object.name.hasPrefix("istio-sidecar-injector-"),
            old.node?["data"]?["config"] != nil
        else { return }
        report.add("must not be deleted: new pods would start without a sidecar", path: .root)
    }
}

private func configMap(_ config: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio-sidecar-injector, namespace: istio-system}
    data: {config: "\(config)\\n", values: "{}"}
    """
}
