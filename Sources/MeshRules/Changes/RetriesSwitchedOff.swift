import IstioSchema
import Validation

extension Rule {
    package static let retriesSwitchedOff = Rule(
        "retries-switched-off", .warning, .risky, change: .mesh,
        summary: "the mesh's default retries are switched off",
        rationale: """
            A defaultHttpRetryPolicy without attempts is one with no attempts. From the next push on a connection \
            that fails for a moment, as at every rollout, is an error for the user on each route without retries of \
            its own.
            """,
        fix: "Write the attempts too; Istio's default is 2.",
        sources: [.istio("ConvertPolicy")],
        examples: [
            .valid(
                "with attempts", "defaultHttpRetryPolicy: {attempts: 2, retryOn: connect-failure}",
                old: "enableTracing: true"),
            .valid("off as before", "defaultHttpRetryPolicy: {attempts: 0}", old: "defaultHttpRetryPolicy: {}"),
            .invalid(
                "without attempts",
                "defaultHttpRetryPolicy: {retryOn: connect-failure}  # ✗ switches retries off in the whole mesh at once",
                old: "enableTracing: true"),
            .invalid(
                "in so many words",
                """
                defaultHttpRetryPolicy:
                  attempts: 0  # ✗ switches retries off in the whole mesh at once
                """, old: "defaultHttpRetryPolicy: {attempts: 3}"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, let policy = new.message("defaultHttpRetryPolicy"),
            !policy.isSet("attempts") || policy.integer("attempts")?.value ?? 1 <= 0
        else { return }
        // Without a policy Istio tries twice more.
        if let earlier = old.message("defaultHttpRetryPolicy"), earlier.integer("attempts")?.value ?? 0 <= 0 { return }
        let place = policy.isWritten("attempts") ? policy.place(of: "attempts") : policy.here
        report.add("switches retries off in the whole mesh at once", atKeyOf: place)
    }
}
