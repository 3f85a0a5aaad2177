import IstioSchema
import Validation

extension Rule {
    package static let retryOnBadStatusCode = Rule(
        "retry-on-bad-status-code", .warning, .ignored, in: .httpRetry, needs: ["retryOn"],
        summary: "retryOn has a number that is no status code of HTTP",
        rationale: """
            Istio takes a number for a status code only where Go has a text for it. Any other goes to Envoy as a word, \
            which Envoy ignores.
            """,
        fix: "Write a status code that HTTP has, or take the number out.",
        sources: [.istio("parseRetryOn"), .document("Go net/http StatusText")],
        examples: [
            .valid("a code", "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"connect-failure,409\"}"),
            .invalid(
                "too large",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: connect-failure,1000  # ✗ has 1000, which is no status code, so that Envoy ignores it
                """),
            .invalid(
                "unassigned",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: connect-failure,420,599  # ✗ has 420, 599, which is no status code, so that Envoy ignores it
                """),
        ]
    ) { policy, report in
        guard let list = report.retryOn(of: policy) else { return }
        let bad = list.distinctWords.filter(isUnknownCode)
        guard !bad.isEmpty else { return }
        let rest = list.without(isUnknownCode)
        report.add(
            "has \(RetryOn.listed(bad)), which is no status code, so that Envoy ignores it", at: list.text,
            fix: RetryOn.line(rest), replacement: list.replacement(rest))
    }
}

private func isUnknownCode(_ word: String) -> Bool {
    guard let number = RetryOn.number(word) else { return false }
    return !HTTPStatusCode.isKnown(number)
}
