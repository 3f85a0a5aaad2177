import IstioSchema
import Validation

extension Rule {
    package static let exitOnZeroGracePeriod = Rule(
        "exit-on-zero-grace-period", .warning, .risky, document: .ofProxyVariables,
        summary: "proxies drain for longer than a pod has to stop",
        rationale: """
            A proxy that exits on zero connections waits without a bound of its own; the pod's \
            terminationGracePeriodSeconds, 30s by default, ends it by a kill. With such a minimum every pod is killed with \
            its connections open.
            """,
        fix: "Keep the duration under the pods' terminationGracePeriodSeconds, or raise that.",
        sources: [.istio("Agent.terminate"), .issue("istio/istio#36534")],
        examples: [
            .valid(
                "shorter than the grace period",
                #"defaultConfig: {proxyMetadata: {EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true", MINIMUM_DRAIN_DURATION: 20s}}"#
            ),
            .valid("not used", "defaultConfig: {proxyMetadata: {MINIMUM_DRAIN_DURATION: 120s}}"),
            .invalid(
                "longer",
                """
                defaultConfig:
                  proxyMetadata:
                    EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"
                    MINIMUM_DRAIN_DURATION: 120s  # ✗ must be under the pods' grace period (30s), not 120s
                """),
        ]
    ) { _, report in
        let variables = report.proxyVariables
        guard let minimum = variables["MINIMUM_DRAIN_DURATION"],
            variables.truth(of: "EXIT_ON_ZERO_ACTIVE_CONNECTIONS") == true,
            let duration = GoDuration.parse(minimum.value.value), duration >= .seconds(30)
        else { return }
        report.add("must be under the pods' grace period (30s)", at: minimum.value)
    }
}
