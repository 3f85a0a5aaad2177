import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniExcludeChanged = Rule(
        "cni-exclude-changed", .warning, .risky, change: .cniConfig,
        summary: "istio-cni stops setting up the traffic of more namespaces",
        rationale: """
            Once istio-cni has restarted, pods that start in these namespaces get no redirection: a sidecar there \
            sees no traffic, so that neither mTLS nor any policy holds.
            """,
        fix: "Exclude only namespaces whose pods are not in the mesh.",
        sources: [.istio("cni plugin, CmdAdd"), .istio("EXCLUDE_NAMESPACES")],
        examples: [
            .valid("fewer", configMap("kube-system"), old: configMap("kube-system,istio-system")),
            .valid("in another order", configMap("a, b"), old: configMap("b,a")),
            .invalid(
                "one more",
                configMap("kube-system,payments", "  # ✗ takes payments out of the mesh for pods that start"),
                old: configMap("kube-system")),
        ]
    ) { change, report in
        guard let old = change.old?.node?["data"], let entry = change.new?.node?["data"]?.entry(key) else { return }
        let before = Set(namespaces(old[key]))
        let added = namespaces(entry.value).filter { !before.contains($0) }
        guard !added.isEmpty else { return }
        let shown = DiagnosticText.shown(added.joined(separator: ",")).filter { $0 != "\"" }
        report.add(
            "takes \(shown) out of the mesh for pods that start", at: entry.value, path: .root.field("data").key(key))
    }
}

private let key = "EXCLUDE_NAMESPACES"

private func namespaces(_ value: Node?) -> [String] {
    (value?.string ?? "").split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }.filter { !$0.isEmpty }
}

private func configMap(_ namespaces: String, _ comment: String = "") -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio-cni-config, namespace: istio-system}
    data:
      EXCLUDE_NAMESPACES: "\(namespaces)"\(comment)
    """
}
