import IstioSchema
import Validation

extension Rule {
    package static let runtimeValues = Rule(
        "runtime-values", .note, .advice, in: .proxyConfig, needs: ["runtimeValues"],
        summary: "runtimeValues is set",
        rationale: """
            Runtime flags of Envoy are no part of Istio's API: they change and go without a word, and nothing checks \
            them.
            """,
        fix: "Remove them when the release that needs them is left behind.",
        sources: [.api("ProxyConfig.runtime_values")],
        examples: [
            .valid("none", "defaultConfig: {runtimeValues: {}}"),
            .invalid(
                "a flag",
                """
                defaultConfig:
                  runtimeValues:  # ✗ is experimental and unsupported: Envoy's flags change by release
                    envoy.a: "true"
                """
            ),
        ]
    ) { config, report in
        guard !config.stringEntries("runtimeValues").isEmpty else { return }
        report.add(
            "is experimental and unsupported: Envoy's flags change by release",
            atKeyOf: config.place(of: "runtimeValues"))
    }
}
