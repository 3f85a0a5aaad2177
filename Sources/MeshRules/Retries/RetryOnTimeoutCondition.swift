import IstioSchema
import Validation

extension Rule {
    package static let retryOnTimeoutCondition = Rule(
        "retry-on-timeout-condition", .note, .advice, in: .httpRetry, needs: ["retryOn"],
        summary: "defaultHttpRetryPolicy retries what may have been carried out, or what was refused for load",
        rationale: """
            deadline-exceeded, internal and 408 say nothing about whether the work was done; 409 and 425 come again \
            from the same request. 429 and envoy-ratelimited ask for less, and retries bring more.
            """,
        fix: "Retry these on the routes where it is known to help, with a backoff.",
        sources: [.istio("parseRetryOn"), .envoy("router filter, x-envoy-retry-on and x-envoy-retry-grpc-on")],
        examples: [
            .valid(
                "gRPC conditions before the work",
                "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"unavailable,cancelled,resource-exhausted\"}"),
            .invalid(
                "after a deadline",
                """
                defaultHttpRetryPolicy:
                  attempts: 3
                  retryOn: connect-failure,deadline-exceeded  # ✗ retries after deadline-exceeded, when the work may be done
                """),
            .invalid(
                "too many requests",
                """
                defaultHttpRetryPolicy:
                  attempts: 3
                  retryOn: unavailable,429  # ✗ retries after 429, and so adds to the load that was refused
                """),
        ]
    ) { policy, report in
        guard let list = report.retryOn(ofActive: policy) else { return }
        let late = list.distinctWords.filter(afterTheWork.contains)
        if !late.isEmpty {
            report.add("retries after \(RetryOn.listed(late)), when the work may be done", at: list.text)
        }
        let refused = list.distinctWords.filter(afterRefusal.contains)
        if !refused.isEmpty {
            report.add(
                "retries after \(RetryOn.listed(refused)), and so adds to the load that was refused", at: list.text)
        }
    }
}

/// `retriable-4xx` is 409 and nothing else.
private let afterTheWork: NameSet = ["deadline-exceeded", "internal", "retriable-4xx", "408", "409", "425"]
private let afterRefusal: NameSet = ["envoy-ratelimited", "429"]
