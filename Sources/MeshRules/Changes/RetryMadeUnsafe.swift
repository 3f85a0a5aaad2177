import IstioSchema
import Validation

extension Rule {
    package static let retryMadeUnsafe = Rule(
        "retry-made-unsafe", .warning, .risky, change: .mesh,
        summary: "the mesh's default retries begin to repeat requests that may have been served",
        rationale: """
            From the next push on a POST that the server answered with such a status, or whose connection broke, is \
            sent again on every route without retries of its own: orders and payments happen twice.
            """,
        fix: "Keep connect-failure,refused-stream,unavailable,cancelled; retry the rest on idempotent routes only.",
        sources: [.istio("parseRetryOn"), .issue("istio/istio#50506"), .envoy("x-envoy-retry-on")],
        examples: [
            .valid(
                "unsafe as before", policy("connect-failure,503"), old: policy("503")),
            .valid("safe", policy("connect-failure,reset-before-request"), old: policy("connect-failure")),
            .valid(
                "switched off", "defaultHttpRetryPolicy: {attempts: 0, retryOn: 5xx}", old: policy("connect-failure")),
            .invalid(
                "503 added",
                policy("connect-failure,503") + "  # ✗ adds 503, on which a served request may be sent again",
                old: policy("connect-failure")),
            .invalid(
                "from the default",
                policy("5xx,reset") + "  # ✗ adds 5xx, reset, on which a served request may be sent again",
                old: "enableTracing: true"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, !new.isSame(as: old, in: "defaultHttpRetryPolicy") else { return }
        let after = unsafe(new)
        guard !after.isEmpty, let retryOn = new.message("defaultHttpRetryPolicy")?.string("retryOn") else { return }
        let before = Set(unsafe(old))
        let added = after.filter { !before.contains($0) }
        guard !added.isEmpty else { return }
        let shown = DiagnosticText.shown(added.joined(separator: ", ")).filter { $0 != "\"" }
        report.add("adds \(shown), on which a served request may be sent again", at: retryOn)
    }
}

/// The conditions on which a request is repeated that the server may have served.
private func unsafe(_ mesh: Message) -> [String] {
    guard let policy = mesh.message("defaultHttpRetryPolicy"), policy.integer("attempts")?.value ?? 0 > 0,
        let retryOn = policy.string("retryOn")?.value
    else { return [] }
    return retryOn.split(separator: ",").map { $0.drop { $0 == " " } }.filter { token in
        ["5xx", "gateway-error", "reset"].contains(token) || Int(token).map { (500...599).contains($0) } == true
    }.map(String.init)
}

private func policy(_ retryOn: String) -> String {
    "defaultHttpRetryPolicy: {attempts: 2, retryOn: \"\(retryOn)\"}"
}
