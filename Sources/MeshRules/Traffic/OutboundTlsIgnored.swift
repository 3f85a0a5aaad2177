import IstioSchema
import Validation

extension Rule {
    package static let outboundTlsIgnored = Rule(
        "outbound-tls-ignored", .warning, .ignored, in: .outboundTrafficPolicy, needs: ["tls"],
        summary: "outboundTrafficPolicy.tls is set, and mode is not ALLOW_ANY_DYNAMIC_DNS",
        rationale:
            "The TLS settings are for connections to hosts that the proxy resolves itself; other modes have none.",
        fix: "Leave tls out, or write mode: ALLOW_ANY_DYNAMIC_DNS.",
        sources: [.api("MeshConfig.OutboundTrafficPolicy.tls")],
        releases: .since(.v1_30),
        examples: [
            .valid(
                "the mode that uses it", "outboundTrafficPolicy: {mode: ALLOW_ANY_DYNAMIC_DNS, tls: {mode: SIMPLE}}"),
            .valid("no tls", "outboundTrafficPolicy: {mode: ALLOW_ANY}"),
            .invalid(
                "another mode",
                """
                outboundTrafficPolicy:
                  mode: ALLOW_ANY
                  tls: {mode: SIMPLE}  # ✗ has no effect unless the policy's mode is ALLOW_ANY_DYNAMIC_DNS
                """),
        ]
    ) { policy, report in
        guard let tls = policy.message("tls"), let mode = policy.enumeration("mode"), mode.value.number != 3
        else { return }
        report.add("has no effect unless the policy's mode is ALLOW_ANY_DYNAMIC_DNS", at: tls)
    }
}
