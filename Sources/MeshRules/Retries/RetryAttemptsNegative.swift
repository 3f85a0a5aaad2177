import IstioSchema
import Validation

extension Rule {
    package static let retryAttemptsNegative = Rule(
        "retry-attempts-negative", .warning, .risky, in: .httpRetry, needs: ["attempts"],
        summary: "attempts of defaultHttpRetryPolicy is negative",
        rationale: """
            istiod takes the number, and treats it as 0: nothing in the mesh is retried. In a VirtualService it is \
            refused.
            """,
        fix: "Write 0 to switch retries off, or how many there may be.",
        sources: [.istio("ConvertPolicy"), .istio("validateHTTPRetry")],
        examples: [
            .valid("off", "defaultHttpRetryPolicy: {attempts: 0}"),
            .invalid(
                "no end meant",
                """
                defaultHttpRetryPolicy:
                  attempts: -1  # ✗ must be at least 0, not -1
                """),
        ]
    ) { policy, report in
        guard let attempts = policy.integer("attempts"), attempts.value < 0 else { return }
        report.add("must be at least 0", at: attempts, fix: "attempts: 0", replacement: "0")
    }
}
