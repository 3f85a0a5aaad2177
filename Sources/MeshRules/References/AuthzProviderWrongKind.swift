import Validation

extension Rule {
    package static let authzProviderWrongKind = Rule(
        "authz-provider-wrong-kind", .warning, .risky,
        summary: "an AuthorizationPolicy asks a provider that authorizes nothing",
        rationale: """
            Only providers of type envoyExtAuthzHttp and envoyExtAuthzGrpc can be asked. Istio closes what it cannot ask \
            about: every request that the policy matches is denied with 403.
            """,
        fix: "Name a provider of type envoyExtAuthzHttp or envoyExtAuthzGrpc, or define one.",
        sources: [.istio("getExtAuthz"), .istio("badCustomActionSuffix")],
        examples: [
            .valid("an authorizer", mesh + policy("authz")),
            .invalid(
                "a tracer", mesh + policy("otel  # ✗ is of type opentelemetry, which authorizes nothing")),
            .invalid(
                "a built-in one", mesh + policy("envoy  # ✗ is of type envoyFileAccessLog, which authorizes nothing")),
        ],
        check: .together { document, all, report in
            guard let reference = document.authorizer(among: all), case .found(let type?) = reference.finding,
                !type.isAuthorizer
            else { return }
            report.add(
                "is of type \(type.rawValue), which authorizes nothing", at: reference.node, path: reference.path)
        })
}

private let mesh = ReferenceExample.mesh(
    "name: authz, envoyExtAuthzHttp: {service: authz.auth, port: 8000, includeRequestHeadersInCheck: [cookie]}",
    "name: otel, opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}")

private func policy(_ provider: String) -> String { ReferenceExample.policy(provider) }
