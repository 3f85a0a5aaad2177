import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniRestartRequired = Rule(
        "cni-restart-required", .note, .advice, change: .cniConfig,
        summary: "settings that istio-cni reads at its start only",
        rationale: """
            The ConfigMap becomes the environment of the container install-cni. Nodes go on with the old settings \
            until the DaemonSet is restarted.
            """,
        fix: "Restart it: kubectl rollout restart daemonset/istio-cni-node.",
        sources: [.istio("constructConfig"), .kubernetes("envFrom")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "nothing changed",
                """
                data:
                  REPAIR_ENABLED: "true"
                """, old: "data: {REPAIR_ENABLED: \"true\"}"),
            .invalid(
                "changed",
                """
                data:
                  REPAIR_ENABLED: "false"  # ✗ takes effect when the DaemonSet istio-cni-node is restarted
                """, old: "data: {REPAIR_ENABLED: \"true\"}"),
        ]
    ) { change, report in
        guard let new = change.new?.node, let old = change.old?.node else { return }
        let before = CNISettings(old)
        guard let entry = CNISettings(new).all.first(where: { before.text($0.name) != $0.value.string }) else { return }
        report.add(
            "takes effect when the DaemonSet istio-cni-node is restarted", at: entry.value, path: CNISettings.path(entry.name))
    }
}
