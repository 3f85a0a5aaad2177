import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigDrainDuration = Rule(
        "proxyconfig-drain-duration", .error, .rejected, in: .proxyConfig, needs: ["drainDuration"],
        summary: "drainDuration is shorter than 1s or no whole number of seconds; up to 1.21 also longer than 1h",
        rationale: Consequence.proxyConfigRejected,
        fix: "Write whole seconds, from 1s on; the default is 45s.",
        sources: [.istio("ValidateDrainDuration")],
        examples: [
            .valid("the default", "defaultConfig: {drainDuration: 45s}"),
            .valid("two hours, from 1.22 on", "defaultConfig: {drainDuration: 2h}"),
            .invalid("a fraction", "defaultConfig: {drainDuration: 1500ms}  # ✗ must be whole seconds, not 1500ms"),
            .invalid("too short", "defaultConfig: {drainDuration: 0s}  # ✗ must be at least 1s, not 0s"),
            .invalid("negative", "drainDuration: -1s  # ✗ must be at least 1s, not -1s", kind: .proxyConfigAnnotation),
            .invalid(
                "two hours up to 1.21", "defaultConfig: {drainDuration: 2h}  # ✗ must be at most 1h, not 2h", in: .v1_21
            ),
        ]
    ) { config, report in
        guard let duration = config.duration("drainDuration"), duration.isWritten else { return }
        if duration.value < .seconds(1) {
            report.add("must be at least 1s", at: duration)
        } else if !duration.value.isWholeSeconds {
            report.add("must be whole seconds", at: duration)
        } else if duration.value > .seconds(3600), report.version <= .v1_21 {
            report.add("must be at most 1h", at: duration)
        }
    }
}
