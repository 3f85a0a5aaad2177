import IstioSchema
import Validation

extension Rule {
    package static let terminationDrainShadowed = Rule(
        "termination-drain-shadowed", .warning, .ignored, in: .proxyConfig, needs: ["terminationDrainDuration"],
        summary: "terminationDrainDuration is set beside EXIT_ON_ZERO_ACTIVE_CONNECTIONS",
        rationale: """
            The agent then waits for MINIMUM_DRAIN_DURATION (5s), and after it until no connection is left. It never \
            looks at terminationDrainDuration.
            """,
        fix: "Set proxyMetadata.MINIMUM_DRAIN_DURATION instead.",
        sources: [.istio("terminate"), .issue("istio/istio#44690")],
        examples: [
            .valid(
                "the other setting",
                "defaultConfig: {proxyMetadata: {EXIT_ON_ZERO_ACTIVE_CONNECTIONS: 'true', MINIMUM_DRAIN_DURATION: 30s}}"
            ),
            .valid(
                "not in use",
                """
                defaultConfig:
                  terminationDrainDuration: 20s
                  proxyMetadata: {EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "false"}
                """),
            .invalid(
                "both",
                """
                defaultConfig:
                  terminationDrainDuration: 30s  # ✗ has no effect beside EXIT_ON_ZERO_ACTIVE_CONNECTIONS
                  proxyMetadata: {EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"}
                """),
        ]
    ) { config, report in
        guard let duration = config.duration("terminationDrainDuration"), duration.isWritten,
            report.proxyVariables.truth(of: "EXIT_ON_ZERO_ACTIVE_CONNECTIONS") == true
        else { return }
        report.add("has no effect beside EXIT_ON_ZERO_ACTIVE_CONNECTIONS", atKeyOf: duration)
    }
}
