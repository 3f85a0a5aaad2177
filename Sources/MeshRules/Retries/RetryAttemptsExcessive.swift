import IstioSchema
import Validation

extension Rule {
    package static let retryAttemptsExcessive = Rule(
        "retry-attempts-excessive", .warning, .risky, in: .httpRetry, needs: ["attempts"],
        summary: "defaultHttpRetryPolicy makes more attempts than a service in trouble can bear",
        rationale: """
            Every hop retries by itself, so that attempts multiply: with 10 of them over 3 hops a failing service gets \
            over 1,000 calls for one. Nothing but the circuit breaker's maxRetries bounds it.
            """,
        fix: "Stay near the default of 2; give single routes more in their VirtualServices.",
        sources: [.istio("ConvertPolicy"), .api("networking/v1alpha3/virtual_service.proto, HTTPRetry.attempts")],
        examples: [
            .valid("the default", "defaultHttpRetryPolicy: {attempts: 2, retryOn: connect-failure}"),
            .valid("few", "defaultHttpRetryPolicy: {attempts: 3}"),
            .invalid(
                "a storm",
                """
                defaultHttpRetryPolicy:
                  attempts: 25  # ✗ must be at most 10, not 25: each hop multiplies the calls
                """),
            .invalid(
                "many",
                """
                defaultHttpRetryPolicy:
                  attempts: 5  # ✗ is many, as each hop multiplies the calls; the default is 2
                """),
        ]
    ) { policy, report in
        guard let attempts = policy.integer("attempts"), attempts.value > 3 else { return }
        if attempts.value > 10 {
            report.add(
                "must be at most 10, not \(attempts.value): each hop multiplies the calls", at: attempts,
                fix: "attempts: 2")
        } else {
            report.add("is many, as each hop multiplies the calls; the default is 2", at: attempts, severity: .note)
        }
    }
}
