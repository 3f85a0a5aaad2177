import IstioSchema
import Validation

extension Rule {
    package static let tracingSamplingRange = Rule(
        "tracing-sampling-range", .warning, .risky, in: .tracing, needs: ["sampling"],
        summary: "sampling is no percentage between 0 and 100",
        rationale: """
            Istio reads a value over 100 as 1: one request in a hundred is traced, not all of them. A negative one goes on \
            to Envoy, whose percentages are 0 to 100, so that proxies refuse their listeners.
            """,
        fix: "Write a percentage: 100 for all requests, 1 for one in a hundred.",
        sources: [
            .istio("proxyConfigSamplingValue"), .istio("configureSampling"), .envoy("type.v3.Percent"),
        ],
        examples: [
            .valid("all", "defaultConfig: {tracing: {sampling: 100}}"),
            .valid("few", "defaultConfig: {tracing: {sampling: 0.01}}"),
            .invalid(
                "too much",
                """
                defaultConfig:
                  tracing:
                    sampling: 250  # ✗ must be between 0 and 100, not 250: over 100 counts as 1
                """),
            .invalid(
                "negative",
                """
                defaultConfig:
                  tracing:
                    sampling: -1  # ✗ must be between 0 and 100, not -1
                """),
        ]
    ) { tracing, report in
        guard let sampling = tracing.number("sampling"), sampling.isWritten else { return }
        if sampling.value > 100 {
            let text = DiagnosticText.shown(sampling.origin?.text ?? "\(sampling.value)")
            report.add("must be between 0 and 100, not \(text): over 100 counts as 1", at: sampling)
        } else if !(sampling.value >= 0) {
            report.add("must be between 0 and 100", at: sampling)
        }
    }
}
