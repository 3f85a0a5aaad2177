import Documents
import IstioSchema
import Validation

extension Rule {
    package static let retryOnUnknownToken = Rule(
        "retry-on-unknown-token", .warning, .ignored, in: .httpRetry, needs: ["retryOn"],
        summary: "retryOn names a condition that Envoy does not know",
        rationale: """
            Istio checks the words of a VirtualService, and passes those of the mesh's policy on as they are. Envoy \
            ignores what it does not know: that condition is never retried, and where it was the only one, nothing is.
            """,
        fix: "Write a condition that Envoy has, or a status code.",
        sources: [
            .istio("parseRetryOn"), .istio("supportedRetryOnPolicies"), .envoy("router filter, x-envoy-retry-on"),
        ],
        examples: [
            .valid(
                "known words", "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"connect-failure, cancelled,503,\"}"),
            .invalid(
                "other spellings",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: unavailable,canceled  # ✗ has canceled, which Envoy ignores; did you mean cancelled?
                """),
            .invalid(
                "a name from elsewhere",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: connection-error  # ✗ has connection-error, which Envoy ignores; did you mean connect-failure?
                """),
            .invalid(
                "no such word",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: connect-failure,always  # ✗ has always, which Envoy ignores
                """),
            .invalid(
                "of a later release",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  retryOn: reset-before-request  # ✗ has reset-before-request, which Envoy ignores before Istio 1.23
                """, in: .v1_22),
        ]
    ) { policy, report in
        guard let list = report.retryOn(of: policy) else { return }
        var seen: [String] = []
        for word in list.distinctWords where RetryOn.number(word) == nil {
            guard !RetryCondition.isKnown(word, in: report.version), !seen.contains(word) else { continue }
            // More of them say nothing more, and each costs a comparison with every condition.
            guard seen.count < 5 else { return }
            seen.append(word)
            let shown = DiagnosticText.shown(word)
            if word == RetryCondition.resetBeforeRequest {
                report.add("has \(shown), which Envoy ignores before Istio 1.23", at: list.text)
            } else if let meant = RetryCondition.meant(by: word, in: report.version) {
                let words = list.words.map { $0 == word ? meant : $0 }.joined(separator: ",")
                report.add(
                    "has \(shown), which Envoy ignores; did you mean \(meant)?", at: list.text, fix: RetryOn.line(words)
                )
            } else {
                report.add("has \(shown), which Envoy ignores", at: list.text)
            }
        }
    }
}
