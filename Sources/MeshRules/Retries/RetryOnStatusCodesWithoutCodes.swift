import IstioSchema
import Validation

extension Rule {
    package static let retryOnStatusCodesWithoutCodes = Rule(
        "retry-on-status-codes-without-codes", .note, .advice, in: .httpRetry, needs: ["retryOn"],
        isOfWholes: true,
        summary: "retryOn has retriable-status-codes without a code, or retriable-headers",
        rationale: """
            retriable-status-codes stands for the codes in the same list; without one it retries nothing. \
            retriable-headers stands for headers that Istio has no field for.
            """,
        fix: "Take the word out; a code in the list brings retriable-status-codes by itself.",
        sources: [.istio("ConvertPolicy"), .envoy("router filter, x-envoy-retry-on: retriable-status-codes")],
        examples: [
            .valid("without", "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"connect-failure,refused-stream\"}"),
            .valid("with a code", "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"retriable-status-codes,409\"}"),
            .invalid(
                "no code",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: connect-failure,retriable-status-codes  # ✗ has retriable-status-codes, but no status code for it
                """),
            .invalid(
                "headers",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: connect-failure,retriable-headers  # ✗ has retriable-headers, but Istio cannot say which headers
                """),
        ]
    ) { policy, report in
        guard let list = report.retryOn(ofActive: policy) else { return }
        if list.distinctWords.contains("retriable-status-codes"), list.codes.isEmpty {
            report.add("has retriable-status-codes, but no status code for it", at: list.text)
        }
        if list.distinctWords.contains("retriable-headers") {
            report.add("has retriable-headers, but Istio cannot say which headers", at: list.text)
        }
    }
}
