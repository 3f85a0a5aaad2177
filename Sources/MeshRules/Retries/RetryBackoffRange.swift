import IstioSchema
import Validation

extension Rule {
    package static let retryBackoffRange = Rule(
        "retry-backoff-range", .warning, .risky, in: .httpRetry, needs: ["backoff"],
        summary: "backoff of defaultHttpRetryPolicy is shorter than 1ms, or no whole number of milliseconds",
        rationale: """
            istiod passes the value on as it is. Envoy needs an interval over 0, and refuses the routes of the mesh \
            without one, so that later changes of routes do not arrive either. In a VirtualService Istio refuses it.
            """,
        fix: "Write at least 1ms in whole milliseconds, such as Envoy's default of 25ms.",
        sources: [
            .istio("ConvertPolicy"), .istio("ValidateDuration"),
            .envoy("config.route.v3.RetryPolicy.RetryBackOff.base_interval"),
        ],
        releases: .since(.v1_26),
        examples: [
            .valid("Envoy's default", "defaultHttpRetryPolicy: {attempts: 2, backoff: 25ms}"),
            .invalid(
                "none",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  backoff: 0s  # ✗ must be at least 1ms, not 0s
                """),
            .invalid(
                "a fraction",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  backoff: 2.5ms  # ✗ must be whole milliseconds, not 2.5ms
                """),
        ]
    ) { policy, report in
        guard let backoff = policy.duration("backoff") else { return }
        if backoff.value < .milliseconds(1) {
            report.add("must be at least 1ms", at: backoff, fix: "backoff: 25ms")
        } else if !backoff.value.isWholeMilliseconds {
            report.add("must be whole milliseconds", at: backoff)
        }
    }
}
