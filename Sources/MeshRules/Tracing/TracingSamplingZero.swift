import IstioSchema
import Validation

extension Rule {
    package static let tracingSamplingZero = Rule(
        "tracing-sampling-zero", .warning, .ignored, in: .tracing, needs: ["sampling"],
        summary: "sampling is 0, which Istio reads as left out",
        rationale: """
            0 does not switch tracing off: Istio cannot tell it from a field that was left out, and samples by istiod's \
            PILOT_TRACE_SAMPLING, 1 percent by default.
            """,
        fix: "Switch off by a Telemetry with randomSamplingPercentage: 0 or disableSpanReporting: true.",
        sources: [.istio("proxyConfigSamplingValue")],
        examples: [
            .valid("a little", "defaultConfig: {tracing: {sampling: 0.01}}"),
            .invalid(
                "zero",
                """
                defaultConfig:
                  tracing:
                    sampling: 0  # ✗ 0 counts as left out: PILOT_TRACE_SAMPLING applies, default 1
                """),
        ]
    ) { tracing, report in
        guard let sampling = tracing.number("sampling"), sampling.isWritten, sampling.value == 0 else { return }
        report.add("0 counts as left out: PILOT_TRACE_SAMPLING applies, default 1", at: sampling)
    }
}
