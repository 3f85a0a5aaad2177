import Validation

extension Rule {
    package static let authzProviderUndefined = Rule(
        "authz-provider-undefined", .warning, .risky,
        summary: "an AuthorizationPolicy asks a provider that no mesh configuration defines",
        rationale: """
            Istio closes what it cannot ask about: every request that the policy matches is denied with 403. The name is \
            compared letter for letter, unlike that in a Telemetry.
            """,
        fix:
            "Write the name of an envoyExtAuthzHttp or envoyExtAuthzGrpc provider as the mesh configuration spells it.",
        sources: [.istio("getExtAuthz"), .istio("badCustomActionSuffix"), .issue("istio/istio#40944")],
        examples: [
            .valid("defined", mesh + policy("authz")),
            .valid("no mesh configuration beside it", policy("authz2")),
            .valid("no external authorizer asked", mesh + policy("other", action: "DENY")),
            .invalid("another case", mesh + policy("AuthZ  # ✗ must be the name of a provider of the mesh, not AuthZ")),
            .invalid(
                "another name", mesh + policy("oauth2  # ✗ must be the name of a provider of the mesh, not oauth2")),
        ],
        check: .together { document, all, report in
            guard let reference = document.authorizer(among: all), case .missing = reference.finding else { return }
            report.addUndefined(reference)
        })
}

private let mesh = ReferenceExample.mesh(
    "name: authz, envoyExtAuthzGrpc: {service: authz.auth.svc.cluster.local, port: 9000}")

private func policy(_ provider: String, action: String = "CUSTOM") -> String {
    ReferenceExample.policy(provider, action: action)
}
