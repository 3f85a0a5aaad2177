import IstioSchema
import Validation

extension Rule {
    package static let rootNamespaceEmpty = Rule(
        "root-namespace-empty", .warning, .risky, in: .meshConfig, needs: ["rootNamespace"],
        summary: "rootNamespace is empty",
        rationale: """
            The mesh has no root namespace then. Every PeerAuthentication, AuthorizationPolicy, Telemetry, Sidecar \
            and EnvoyFilter that was meant for the whole mesh stops applying at once: STRICT mTLS and deny-all \
            policies too.
            """,
        fix: "Write the namespace of the mesh-wide policies, or leave the field out for istio-system.",
        sources: [.istio("AuthenticationPolicies.addRootNamespacePolicies"), .istio("PushContext.initSidecarScopes")],
        examples: [
            .valid("a namespace", "rootNamespace: istio-system"),
            .valid("left out", "enableTracing: true"),
            .invalid("empty", "rootNamespace: \"\"  # ✗ must name a namespace"),
        ]
    ) { mesh, report in
        guard let namespace = mesh.string("rootNamespace"), namespace.isWritten, namespace.value.isEmpty else { return }
        report.add("must name a namespace", at: namespace, fix: "rootNamespace: istio-system")
    }
}
