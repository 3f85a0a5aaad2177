import IstioSchema
import Validation

extension Rule {
    package static let retryAttemptsMissing = Rule(
        "retry-attempts-missing", .warning, .risky, in: .httpRetry,
        isOfWholes: true,
        summary: "defaultHttpRetryPolicy has no attempts, and so switches retries off",
        rationale: """
            A policy without attempts has none: Istio takes it for the wish that nothing be retried, on every route of \
            the mesh, instead of the two attempts of the default. In a VirtualService the same is refused; here nobody \
            says a word.
            """,
        fix: "Set attempts, or delete the block for the default; attempts: 0 alone switches retries off on purpose.",
        sources: [.istio("ConvertPolicy"), .istio("validateHTTPRetry")],
        examples: [
            .valid(
                "with attempts", "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"connect-failure,refused-stream\"}"),
            .valid("off on purpose", "defaultHttpRetryPolicy: {attempts: 0}"),
            .invalid(
                "conditions only",
                """
                defaultHttpRetryPolicy:  # ✗ must set attempts, or nothing in the mesh is retried
                  retryOn: connect-failure,refused-stream
                """),
            .invalid("empty", "defaultHttpRetryPolicy: {}  # ✗ must set attempts, or nothing in the mesh is retried"),
            .invalid(
                "none, with conditions",
                """
                defaultHttpRetryPolicy:
                  attempts: 0  # ✗ switches retries off, so that the other settings have no effect
                  retryOn: connect-failure
                """),
        ]
    ) { policy, report in
        guard policy.isSet("attempts") else {
            report.add("must set attempts, or nothing in the mesh is retried", at: policy, fix: "attempts: 2")
            return
        }
        guard let attempts = policy.integer("attempts"), attempts.value == 0, policy.fields.count > 1 else { return }
        report.add("switches retries off, so that the other settings have no effect", at: attempts, fix: "attempts: 2")
    }
}
