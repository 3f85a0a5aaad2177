import IstioSchema
import Validation

extension Rule {
    package static let unsafe5xxRetry = Rule(
        "unsafe-5xx-retry", .warning, .risky, in: .httpRetry, needs: ["retryOn"],
        summary: "defaultHttpRetryPolicy retries server errors of every route",
        rationale: """
            After 500, 502 or 504 the application has mostly run, and 5xx also covers resets and timeouts after the \
            request was sent. Every route without retries of its own sends such a request again, so that orders and \
            payments are made twice.
            """,
        fix: """
            Keep connect-failure, refused-stream, unavailable and cancelled; retry server errors in the VirtualServices \
            of idempotent routes only.
            """,
        sources: [
            .istio("parseRetryOn"), .envoy("router filter, x-envoy-retry-on: 5xx, gateway-error"),
            .issue("istio/istio#13851"),
        ],
        examples: [
            .valid(
                "connections only", "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"connect-failure,refused-stream\"}"
            ),
            .valid("503, which has a rule of its own", "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"503\"}"),
            .invalid(
                "all of them",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: 5xx  # ✗ must not have 5xx: a request may be served twice
                """),
            .invalid(
                "several",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: gateway-error,500  # ✗ must not have gateway-error, 500: a request may be served twice
                """),
        ]
    ) { policy, report in
        guard let list = report.retryOn(ofActive: policy) else { return }
        let unsafe = list.distinctWords.filter(isServerError)
        guard !unsafe.isEmpty else { return }
        let rest = list.without(isServerError)
        report.add(
            "must not have \(RetryOn.listed(unsafe)): a request may be served twice", at: list.text,
            fix: RetryOn.line(rest),
            replacement: list.replacement(rest))
    }
}

private func isServerError(_ word: String) -> Bool {
    if word == "5xx" || word == "gateway-error" { return true }
    guard let code = RetryOn.number(word) else { return false }
    return code != 503 && code >= 500 && HTTPStatusCode.isKnown(code)
}
