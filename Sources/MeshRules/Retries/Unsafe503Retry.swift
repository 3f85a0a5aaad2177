import IstioSchema
import Validation

extension Rule {
    package static let unsafe503Retry = Rule(
        "unsafe-503-retry", .warning, .risky, in: .httpRetry, needs: ["retryOn"],
        summary: "defaultHttpRetryPolicy retries every request that was answered 503",
        rationale: """
            A 503 may come from the application, after it took the order or the payment and failed on the way back. The \
            proxy then sends the same POST again, on every route that has no retries of its own, and the work is done \
            twice: 503 is not idempotent. Istio retried it by default up to 1.23; from 1.24 on the default leaves it out \
            (istiod's EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY, true by default in 1.24 to 1.26, fixed from 1.27 on), and a \
            list with 503 brings it back.
            """,
        fix: """
            Keep what never reached the application: connect-failure, refused-stream, unavailable, cancelled, \
            reset-before-request. Retry 503 in the VirtualServices of idempotent routes only.
            """,
        sources: [
            .istio("parseRetryOn"), .istio("ConvertPolicy"), .document("Istio 1.24 release notes, 50506"),
            .issue("istio/istio#50506"), .issue("istio/istio#13851"), .issue("istio/istio#27340"),
        ],
        examples: [
            .valid(
                "what never reached the application",
                "defaultHttpRetryPolicy: {attempts: 3, retryOn: \"connect-failure,refused-stream,unavailable\"}"),
            .valid("no retries at all", "defaultHttpRetryPolicy: {attempts: 0, retryOn: \"503\"}"),
            .invalid(
                "among others",
                """
                defaultHttpRetryPolicy:
                  attempts: 3
                  retryOn: connect-failure,503  # ✗ must not have 503: a request may be served twice
                """),
            .invalid(
                "alone, with spaces",
                """
                defaultHttpRetryPolicy:
                  attempts: 1
                  retryOn: " 503 "  # ✗ must not have 503: a request may be served twice
                """),
        ]
    ) { policy, report in
        guard let list = report.retryOn(ofActive: policy), list.codes.contains(503) else { return }
        let rest = list.without { RetryOn.number($0) == 503 }
        report.add(
            "must not have 503: a request may be served twice", at: list.text,
            fix: RetryOn.line(rest),
            replacement: list.replacement(rest))
    }
}
