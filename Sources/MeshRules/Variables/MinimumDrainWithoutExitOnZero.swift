import IstioSchema
import Validation

extension Rule {
    package static let minimumDrainWithoutExitOnZero = Rule(
        "minimum-drain-without-exit-on-zero", .warning, .ignored, document: .ofProxyVariables,
        isOfWholes: true,
        summary: "MINIMUM_DRAIN_DURATION is set without EXIT_ON_ZERO_ACTIVE_CONNECTIONS",
        rationale: """
            pilot-agent uses the duration only when it waits for the last connection. Otherwise a proxy that is told to \
            stop drains for terminationDrainDuration, 5s by default.
            """,
        fix: "Set EXIT_ON_ZERO_ACTIVE_CONNECTIONS: \"true\" beside it, or terminationDrainDuration instead.",
        sources: [.istio("Agent.terminate")],
        examples: [
            .valid(
                "both",
                #"defaultConfig: {proxyMetadata: {EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true", MINIMUM_DRAIN_DURATION: 20s}}"#
            ),
            .valid(
                "the mesh may exit on zero", "proxyMetadata: {MINIMUM_DRAIN_DURATION: 20s}",
                kind: .proxyConfigAnnotation),
            .invalid(
                "alone",
                """
                defaultConfig:
                  proxyMetadata:
                    MINIMUM_DRAIN_DURATION: 30s  # ✗ needs EXIT_ON_ZERO_ACTIVE_CONNECTIONS: true
                """),
            .invalid(
                "turned off",
                """
                proxyMetadata:
                  EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "false"
                  MINIMUM_DRAIN_DURATION: 30s  # ✗ needs EXIT_ON_ZERO_ACTIVE_CONNECTIONS: true
                """, kind: .proxyConfigAnnotation),
        ]
    ) { _, report in
        let variables = report.proxyVariables
        guard let minimum = variables["MINIMUM_DRAIN_DURATION"] else { return }
        if let exit = variables["EXIT_ON_ZERO_ACTIVE_CONNECTIONS"] {
            guard GoValue.bool(exit.value.value) != true else { return }
        } else {
            guard report.setsAllProxyVariables else { return }
        }
        report.add(
            "needs EXIT_ON_ZERO_ACTIVE_CONNECTIONS: true", atKeyOf: minimum.value,
            fix: "EXIT_ON_ZERO_ACTIVE_CONNECTIONS: \"true\"")
    }
}
