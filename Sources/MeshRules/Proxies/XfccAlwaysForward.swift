import IstioSchema
import Validation

extension Rule {
    package static let xfccAlwaysForward = Rule(
        "xfcc-always-forward", .warning, .risky, in: .proxyConfig, needs: ["proxyHeaders", "gatewayTopology"],
        summary: "proxies always pass on the X-Forwarded-Client-Cert header that they were sent",
        rationale: """
            Whoever sends the header says who the client is, without a certificate for it. Applications behind the \
            proxy believe the header.
            """,
        fix: "Use SANITIZE_SET at the edge, and APPEND_FORWARD inside the mesh.",
        sources: [.api("ForwardClientCertDetails"), .envoy("HttpConnectionManager.ForwardClientCertDetails")],
        examples: [
            .valid("replaced", "defaultConfig: {proxyHeaders: {forwardedClientCert: SANITIZE}}"),
            .invalid(
                "of sidecars",
                """
                defaultConfig:
                  proxyHeaders:
                    forwardedClientCert: ALWAYS_FORWARD_ONLY  # ✗ lets clients claim any identity
                """
            ),
            .invalid(
                "of gateways",
                """
                defaultConfig:
                  gatewayTopology:
                    forwardClientCertDetails: ALWAYS_FORWARD_ONLY  # ✗ lets clients claim any identity
                """),
        ]
    ) { config, report in
        inspect(config.message("proxyHeaders")?.enumeration("forwardedClientCert"), &report)
        inspect(config.message("gatewayTopology")?.enumeration("forwardClientCertDetails"), &report)
    }
}

private func inspect(_ setting: Located<EnumValue>?, _ report: inout RuleReport) {
    guard let setting, setting.value.number == 5 else { return }
    report.add("lets clients claim any identity", at: setting)
}
