import IstioSchema
import Validation

extension Rule {
    package static let tracingSamplingFull = Rule(
        "tracing-sampling-full", .note, .advice, in: .tracing, needs: ["sampling"],
        summary: "half of all requests or more are traced",
        rationale: """
            Every traced request costs the proxies time and the collector storage. Under production load that adds up; \
            Istio's default is 1 percent.
            """,
        fix: "Sample a few percent, and more in the namespaces that need it, by a Telemetry.",
        sources: [.istio("proxyConfigSamplingValue"), .issue("kyma-project/kyma#11549")],
        examples: [
            .valid("a few", "defaultConfig: {tracing: {sampling: 5}}"),
            .invalid(
                "all",
                """
                defaultConfig:
                  tracing:
                    sampling: 100  # ✗ traces half of the requests or more; the default is 1
                """),
        ]
    ) { tracing, report in
        guard let sampling = tracing.number("sampling"), sampling.isWritten, sampling.value >= 50, sampling.value <= 100
        else { return }
        report.add("traces half of the requests or more; the default is 1", at: sampling)
    }
}
