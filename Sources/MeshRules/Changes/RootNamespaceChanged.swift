import IstioSchema
import Validation

extension Rule {
    package static let rootNamespaceChanged = Rule(
        "root-namespace-changed", .warning, .risky, change: .mesh,
        summary: "another namespace becomes the root namespace",
        rationale: """
            PeerAuthentication, AuthorizationPolicy, RequestAuthentication, Sidecar, Telemetry, EnvoyFilter and \
            ProxyConfig of the old namespace stop applying to the mesh with the next push: STRICT mTLS and deny-all \
            policies are off, and nothing says so.
            """,
        fix: "Copy the policies to the new root namespace first.",
        sources: [
            .istio("initAuthnPolicies"), .istio("GetAuthorizationPolicies"), .istio("PushContext.initSidecarScopes"),
        ],
        examples: [
            .valid("as it was", "rootNamespace: istio-system", old: "enableTracing: true"),
            .invalid(
                "another",
                "rootNamespace: istio-config  # ✗ ends the mesh-wide policies of istio-system at once",
                old: "rootNamespace: istio-system"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, let before = old.string("rootNamespace")?.value, !before.isEmpty,
            let after = new.string("rootNamespace")?.value, after != before
        else { return }
        report.add(
            "ends the mesh-wide policies of \(DiagnosticText.shown(before)) at once", at: new.place(of: "rootNamespace")
        )
    }
}
