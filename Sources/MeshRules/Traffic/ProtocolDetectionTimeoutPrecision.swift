import IstioSchema
import Validation

extension Rule {
    package static let protocolDetectionTimeoutPrecision = Rule(
        "protocol-detection-timeout-precision", .error, .rejected, in: .meshConfig, needs: ["protocolDetectionTimeout"],
        summary: "protocolDetectionTimeout is no whole number of milliseconds",
        rationale: """
            \(Consequence.meshRejected) A timeout that Istio takes is not safe either: a client that is late is taken \
            for one of another protocol.
            """,
        fix: "Leave it out, or write 0s: wait for the client's first bytes.",
        sources: [.istio("ValidateProtocolDetectionTimeout"), .api("MeshConfig.protocolDetectionTimeout")],
        examples: [
            .valid("the default", "protocolDetectionTimeout: 0s"),
            .invalid("a fraction", "protocolDetectionTimeout: 100us  # ✗ must be whole milliseconds, not 100us"),
            .invalid(
                "a negative fraction", "protocolDetectionTimeout: -1.5ms  # ✗ must be whole milliseconds, not -1.5ms"),
            .invalid(
                "a timeout",
                "protocolDetectionTimeout: 100ms  # ✗ is best left at 0s: late clients get the wrong protocol"),
        ]
    ) { mesh, report in
        guard let timeout = mesh.duration("protocolDetectionTimeout"), timeout.isWritten else { return }
        if !timeout.value.isWholeMilliseconds {
            report.add("must be whole milliseconds", at: timeout)
        } else if timeout.value > .zero {
            report.add("is best left at 0s: late clients get the wrong protocol", at: timeout, severity: .note)
        }
    }
}
