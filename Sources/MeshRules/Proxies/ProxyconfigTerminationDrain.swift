import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigTerminationDrain = Rule(
        "proxyconfig-termination-drain", .warning, .risky, in: .proxyConfig, needs: ["terminationDrainDuration"],
        summary: "terminationDrainDuration is 0s or negative, or 30s and more",
        rationale: """
            Without time to drain, a pod that ends cuts the requests that are under way. With more time than the pod \
            has (terminationGracePeriodSeconds, 30 by default), the kubelet kills it first.
            """,
        fix: "Write more than 0s and less than the pods' grace period; the default is 5s.",
        sources: [.istio("terminate"), .kubernetes("terminationGracePeriodSeconds")],
        examples: [
            .valid("some time", "defaultConfig: {terminationDrainDuration: 20s}"),
            .valid(
                "a pod that gives itself the time", "terminationDrainDuration: 60s", kind: .proxyConfigAnnotation),
            .valid(
                "not in use",
                """
                defaultConfig:
                  terminationDrainDuration: 60s
                  proxyMetadata: {EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"}
                """),
            .invalid("none", "defaultConfig: {terminationDrainDuration: 0s}  # ✗ must be more than 0s, not 0s"),
            .invalid("negative", "defaultConfig: {terminationDrainDuration: -1h}  # ✗ must be more than 0s, not -1h"),
            .invalid(
                "more than a pod has",
                """
                defaultConfig:
                  terminationDrainDuration: 60s  # ✗ is no shorter than the 30s that a pod has by default
                """
            ),
        ]
    ) { config, report in
        guard let duration = config.duration("terminationDrainDuration"), duration.isWritten else { return }
        if duration.value <= .zero {
            report.add("must be more than 0s", at: duration)
        } else if duration.value >= .seconds(30), report.kind != .proxyConfigAnnotation,
            report.proxyVariables.truth(of: "EXIT_ON_ZERO_ACTIVE_CONNECTIONS") != true
        {
            // With the variable the agent never looks at the duration, of which `termination-drain-shadowed` speaks.
            // Whoever annotates a pod knows its grace period; it stands beside the annotation.
            report.add("is no shorter than the 30s that a pod has by default", at: duration, severity: .note)
        }
    }
}
