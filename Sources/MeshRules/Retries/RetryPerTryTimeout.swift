import IstioSchema
import Validation

extension Rule {
    package static let retryPerTryTimeout = Rule(
        "retry-per-try-timeout", .warning, .risky, in: .httpRetry, needs: ["perTryTimeout"],
        summary:
            "perTryTimeout of defaultHttpRetryPolicy is no whole number of milliseconds, or applies to every route",
        rationale: """
            The API says that perTryTimeout cannot be set for the mesh, and yet istiod puts it on every route without \
            retries of its own: slow but healthy calls are cut off there, and all tries together must fit into the \
            route's timeout. Envoy counts in milliseconds, so that a fraction is cut off and less than one is no \
            timeout at all.
            """,
        fix: "Write at least 1ms in whole milliseconds, or set it in the VirtualServices that need it.",
        sources: [
            .istio("ConvertPolicy"), .istio("ValidateDuration"),
            .api("mesh/v1alpha1/config.proto, MeshConfig.default_http_retry_policy"),
        ],
        examples: [
            .valid("left to the routes", "defaultHttpRetryPolicy: {attempts: 3, retryOn: connect-failure}"),
            .invalid(
                "too short",
                """
                defaultHttpRetryPolicy:
                  attempts: 3
                  perTryTimeout: 0.1ms  # ✗ must be at least 1ms, not 0.1ms
                """),
            .invalid(
                "a fraction",
                """
                defaultHttpRetryPolicy:
                  attempts: 3
                  perTryTimeout: 1500.5ms  # ✗ must be whole milliseconds, not 1500.5ms
                """),
            .invalid(
                "for all",
                """
                defaultHttpRetryPolicy:
                  attempts: 3
                  perTryTimeout: 2s  # ✗ applies to every route without retries of its own
                """),
        ]
    ) { policy, report in
        guard let timeout = policy.duration("perTryTimeout") else { return }
        if timeout.value < .milliseconds(1) {
            report.add("must be at least 1ms", at: timeout)
        } else if !timeout.value.isWholeMilliseconds {
            report.add("must be whole milliseconds", at: timeout)
        } else if let attempts = policy.integer("attempts"), attempts.value > 0 {
            report.add("applies to every route without retries of its own", at: timeout, severity: .note)
        }
    }
}
