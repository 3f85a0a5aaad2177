import IstioSchema
import Validation

extension Rule {
    package static let controlPlaneAuthNone = Rule(
        "control-plane-auth-none", .warning, .risky, in: .proxyConfig, needs: ["controlPlaneAuthPolicy"],
        summary: "controlPlaneAuthPolicy is NONE",
        rationale: """
            Proxies talk to istiod in plain text, on a port that many installations do not open, and get no \
            certificates: there is no mutual TLS in the mesh.
            """,
        fix: "Leave it out; the default is MUTUAL_TLS.",
        sources: [.istio("ValidateControlPlaneAuthPolicy"), .api("AuthenticationPolicy")],
        examples: [
            .valid("the default", "defaultConfig: {controlPlaneAuthPolicy: MUTUAL_TLS}"),
            .invalid(
                "none",
                """
                defaultConfig:
                  controlPlaneAuthPolicy: NONE  # ✗ makes proxies talk to istiod in plain text
                """),
        ]
    ) { config, report in
        guard let policy = config.enumeration("controlPlaneAuthPolicy"), policy.isWritten, policy.value.number == 0
        else { return }
        report.add("makes proxies talk to istiod in plain text", at: policy)
    }
}
