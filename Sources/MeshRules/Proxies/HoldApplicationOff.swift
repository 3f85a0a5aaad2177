import IstioSchema
import Validation

extension Rule {
    package static let holdApplicationOff = Rule(
        "hold-application-off", .note, .advice, in: .proxyConfig, needs: ["holdApplicationUntilProxyStarts"],
        summary: "holdApplicationUntilProxyStarts is false",
        rationale: """
            An application that starts before its proxy loses its first calls. Where the proxy is a native sidecar, \
            which Kubernetes starts first, the setting makes no difference.
            """,
        fix: "Write true, or leave it out.",
        sources: [.api("ProxyConfig.holdApplicationUntilProxyStarts")],
        examples: [
            .valid("held", "defaultConfig: {holdApplicationUntilProxyStarts: true}"),
            .invalid(
                "not held",
                """
                defaultConfig:
                  holdApplicationUntilProxyStarts: false  # ✗ lets applications start before their proxy
                """
            ),
        ]
    ) { config, report in
        guard let hold = config.bool("holdApplicationUntilProxyStarts"), !hold.value else { return }
        report.add("lets applications start before their proxy", at: hold)
    }
}
