import IstioSchema
import Validation

extension Rule {
    package static let unsafeResetRetry = Rule(
        "unsafe-reset-retry", .warning, .risky, in: .httpRetry, needs: ["retryOn"],
        summary: "defaultHttpRetryPolicy retries requests whose connection was reset",
        rationale: """
            A connection can be reset after the whole request was sent and carried out, with only the response lost. \
            Every route without retries of its own then sends the request again, and the work is done twice. \
            reset-before-request (from Istio 1.23 on) retries only what had not been sent.
            """,
        fix: "Write reset-before-request instead of reset, or leave it out before Istio 1.23.",
        sources: [
            .istio("parseRetryOn"), .envoy("router filter, x-envoy-retry-on: reset, reset-before-request"),
            .issue("istio/istio#51704"),
        ],
        examples: [
            .valid(
                "before the request only",
                "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"connect-failure,reset-before-request\"}"),
            .invalid(
                "any time",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: connect-failure,reset  # ✗ must not have reset: a request may be served twice
                """),
            .invalid(
                "before the safe word existed",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: connect-failure,reset  # ✗ must not have reset: a request may be served twice
                """, in: .v1_22),
        ]
    ) { policy, report in
        guard let list = report.retryOn(ofActive: policy), list.distinctWords.contains("reset") else { return }
        guard RetryCondition.isKnown(RetryCondition.resetBeforeRequest, in: report.version) else {
            let rest = list.without { $0 == "reset" }
            report.add(
                "must not have reset: a request may be served twice", at: list.text, fix: RetryOn.line(rest),
                replacement: list.replacement(rest))
            return
        }
        let words = list.words.map { $0 == "reset" ? RetryCondition.resetBeforeRequest : $0 }.joined(separator: ",")
        report.add(
            "must not have reset: a request may be served twice", at: list.text, fix: RetryOn.line(words),
            replacement: list.replacement(words))
    }
}
