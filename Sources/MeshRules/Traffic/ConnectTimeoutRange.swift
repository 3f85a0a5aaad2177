import IstioSchema
import Validation

extension Rule {
    package static let connectTimeoutRange = Rule(
        "connect-timeout-range", .error, .rejected, in: .meshConfig, needs: ["connectTimeout"],
        summary: "connectTimeout is shorter than 1ms, longer than 1h, or no whole number of milliseconds",
        rationale: Consequence.meshRejected,
        fix: "Write a timeout between 1ms and 1h; the default is 10s.",
        sources: [.istio("ValidateConnectTimeout")],
        examples: [
            .valid("the default", "connectTimeout: 10s"),
            .valid("the longest", "connectTimeout: 1h"),
            .valid("as long as 1.22 takes", "connectTimeout: 31s", in: .v1_22),
            .invalid("too long", "connectTimeout: 2h  # ✗ must be at most 1h, not 2h"),
            .invalid("too short", "connectTimeout: 0s  # ✗ must be at least 1ms, not 0s"),
            .invalid("a fraction", "connectTimeout: 1.5ms  # ✗ must be whole milliseconds, not 1.5ms"),
            .invalid(
                "too long for early patches", "connectTimeout: 31s  # ✗ must be at most 30s before 1.20.6, not 31s",
                in: .v1_20),
        ]
    ) { mesh, report in
        guard let timeout = mesh.duration("connectTimeout"), timeout.isWritten else { return }
        if timeout.value < .milliseconds(1) {
            report.add("must be at least 1ms", at: timeout, fix: "connectTimeout: 1ms")
        } else if timeout.value > .seconds(3600) {
            report.add("must be at most 1h", at: timeout, fix: "connectTimeout: 1h")
        } else if !timeout.value.isWholeMilliseconds {
            report.add("must be whole milliseconds", at: timeout)
        } else if report.version < .v1_22, timeout.value > .seconds(30) {
            let release = report.version == .v1_20 ? "1.20.6" : "1.21.2"
            report.add("must be at most 30s before \(release)", at: timeout, severity: .warning)
        }
    }
}
