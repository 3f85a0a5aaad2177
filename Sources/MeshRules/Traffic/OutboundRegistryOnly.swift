import IstioSchema
import Validation

extension Rule {
    package static let outboundRegistryOnly = Rule(
        "outbound-registry-only", .note, .advice, in: .outboundTrafficPolicy, needs: ["mode"],
        summary: "outboundTrafficPolicy.mode is REGISTRY_ONLY",
        rationale: """
            Every host outside the mesh needs a ServiceEntry before a workload can call it. It is a guard against \
            mistakes, not against attackers: a workload that goes around its proxy is not held.
            """,
        fix: "Have a ServiceEntry for each host outside, and an egress gateway with a NetworkPolicy where it matters.",
        sources: [.api("MeshConfig.OutboundTrafficPolicy.Mode"), .issue("istio/istio#42698")],
        examples: [
            .valid("the default", "outboundTrafficPolicy: {mode: ALLOW_ANY}"),
            .invalid(
                "only what is registered",
                """
                outboundTrafficPolicy:
                  mode: REGISTRY_ONLY  # ✗ blocks every host without a Service or ServiceEntry
                """),
        ]
    ) { policy, report in
        guard let mode = policy.enumeration("mode"), mode.value.number == 0 else { return }
        report.add("blocks every host without a Service or ServiceEntry", at: mode)
    }
}
