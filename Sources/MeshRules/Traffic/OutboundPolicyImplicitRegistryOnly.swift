import IstioSchema
import Validation

extension Rule {
    package static let outboundPolicyImplicitRegistryOnly = Rule(
        "outbound-policy-implicit-registry-only", .warning, .risky, in: .outboundTrafficPolicy,
        summary: "outboundTrafficPolicy has no mode, which makes it REGISTRY_ONLY",
        rationale: """
            A written outboundTrafficPolicy replaces the default whole, and the mode that is left out is the first of \
            the enumeration: REGISTRY_ONLY. Every call to a host that no Service or ServiceEntry names fails, with 502 \
            or a reset connection.
            """,
        fix: "Write the mode.",
        sources: [.api("MeshConfig.OutboundTrafficPolicy.Mode"), .istio("DefaultMeshConfig")],
        examples: [
            .valid("a mode", "outboundTrafficPolicy: {mode: ALLOW_ANY}"),
            .valid("null, which is unset", "outboundTrafficPolicy: null"),
            .invalid("an empty policy", "outboundTrafficPolicy: {}  # ✗ has no mode, which means REGISTRY_ONLY"),
            .invalid("a null mode", "outboundTrafficPolicy: {mode: }  # ✗ has no mode, which means REGISTRY_ONLY"),
        ]
    ) { policy, report in
        guard !policy.isSet("mode") else { return }
        report.add("has no mode, which means REGISTRY_ONLY", at: policy, fix: "mode: ALLOW_ANY")
    }
}
