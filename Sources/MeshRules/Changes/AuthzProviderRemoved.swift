import IstioSchema
import Validation

extension Rule {
    package static let authzProviderRemoved = Rule(
        "authz-provider-removed", .warning, .risky, change: .mesh,
        summary: "an external authorizer is taken out or renamed",
        rationale: """
            istiod pushes the change live. Every request that matches an AuthorizationPolicy with action CUSTOM and \
            this provider is denied from then on, as Istio closes what it cannot ask about.
            """,
        fix: "Delete or change the policies first; to rename, keep both names until no policy has the old one.",
        sources: [.istio("getExtAuthz"), .istio("badCustomActionSuffix"), .issue("istio/istio#40944")],
        examples: [
            .valid(
                "a second one beside it", extAuthz("authz") + extAuthz("authz2", header: false), old: extAuthz("authz")),
            .invalid(
                "renamed",
                """
                extensionProviders:  # ✗ drops authz: CUSTOM policies that name it deny what they match
                  - name: authz2
                    envoyExtAuthzGrpc: {service: authz.auth.svc.cluster.local, port: 9000}
                """, old: extAuthz("authz")),
            .invalid(
                "the last one",
                "enableTracing: true  # ✗ drops authz: CUSTOM policies that name it deny what they match",
                old: extAuthz("authz")),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, let (before, after) = report.providers(from: old, to: new) else {
            return
        }
        let removed = before.names.filter { before[$0]?.externalAuthorizer != nil }
        for name in removed where after[name] == nil {
            report.add(
                "drops \(DiagnosticText.shown(name)): CUSTOM policies that name it deny what they match",
                atKeyOf: new.isWritten("extensionProviders") ? new.place(of: "extensionProviders") : new.here)
        }
    }
}

private func extAuthz(_ name: String, header: Bool = true) -> String {
    (header ? "extensionProviders:\n" : "\n") + """
          - name: \(name)
            envoyExtAuthzGrpc: {service: authz.auth.svc.cluster.local, port: 9000}
        """
}
