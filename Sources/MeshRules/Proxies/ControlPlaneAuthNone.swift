import IstioSchema
import Validation

extension Rule {
    package static let controlPlaneAuthNone = Rule(
        "control-plane-auth-none", .warning, .risky, in: .proxyConfig, needs: ["controlPlaneAuthPolicy"],
        summary: "controlPlaneAuthPolicy is NONE",
        rationale: """
            NONE works only in the annotation proxy.istio.io/config: the proxy then gets its configuration in plain \
            text, which istiod serves on port 15010 alone; its client for certificates does not look at it. NONE of \
            defaultConfig is lost on the way to pods, and the default, MUTUAL_TLS, stays.
            """,
        fix: "Leave it out; the default is MUTUAL_TLS.",
        sources: [.istio("ValidateControlPlaneAuthPolicy"), .api("AuthenticationPolicy")],
        examples: [
            .valid("the default", "defaultConfig: {controlPlaneAuthPolicy: MUTUAL_TLS}"),
            .invalid(
                "none",
                """
                defaultConfig:
                  controlPlaneAuthPolicy: NONE  # ✗ has no effect in defaultConfig: pods keep MUTUAL_TLS
                """),
            .invalid(
                "in the annotation",
                "controlPlaneAuthPolicy: NONE  # ✗ makes proxies talk to istiod in plain text",
                kind: .proxyConfigAnnotation),
        ]
    ) { config, report in
        guard let policy = config.enumeration("controlPlaneAuthPolicy"), policy.isWritten, policy.value.number == 0
        else { return }
        if report.kind == .proxyConfigAnnotation {
            report.add("makes proxies talk to istiod in plain text", at: policy)
        } else {
            report.add("has no effect in defaultConfig: pods keep MUTUAL_TLS", at: policy)
        }
    }
}
