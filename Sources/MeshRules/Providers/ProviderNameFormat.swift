import IstioSchema
import Validation

extension Rule {
    package static let providerNameFormat = Rule(
        "provider-name-format", .warning, .risky, in: .extensionProvider, needs: ProviderType.authorizerFields,
        summary: "the name of an external authorizer has other characters than lower-case letters, digits and hyphens",
        rationale: """
            From Istio 1.30 on a provider with such a name is not valid, and every request that an AuthorizationPolicy \
            sends to it is denied with 403. The policy names its provider exactly, capitals and blanks included: OAuth2 \
            Proxy and oauth2-proxy are two. Providers for telemetry may have any name.
            """,
        fix:
            "Rename it here and in the AuthorizationPolicies: at most 63 lower-case letters, digits and inner hyphens.",
        sources: [.istio("validateProviderName"), .document("Istio 1.30 release notes, 58082")],
        examples: [
            .valid(
                "a name for authorization",
                """
                extensionProviders:
                  - name: oauth2-proxy
                    envoyExtAuthzHttp: {service: oauth2-proxy.auth.svc.cluster.local, port: 4180}
                """),
            .valid("a log may be called anything", "extensionProviders: [{name: My Log, envoyFileAccessLog: {}}]"),
            .invalid(
                "capitals and a blank",
                """
                extensionProviders:
                  - name: OAuth2 Proxy  # ✗ must be lower-case letters, digits and hyphens, not OAuth2 Proxy
                    envoyExtAuthzHttp: {service: oauth2-proxy.auth.svc.cluster.local, port: 4180}
                """),
            .invalid(
                "before the check",
                """
                extensionProviders:
                  - name: oauth2_proxy  # ✗ is refused from Istio 1.30 on, which wants a-z, 0-9 and - only
                    envoyExtAuthzHttp: {service: oauth2-proxy.auth.svc.cluster.local, port: 4180}
                """, in: .v1_29),
        ]
    ) { provider, report in
        guard provider.providerType?.isAuthorizer == true, let name = provider.string("name"), !name.value.isEmpty,
            !DNSLabel.isKubernetes1123(name.value)
        else { return }
        let fix = slug(of: name.value).map { "name: \($0)" }
        if report.version >= .v1_30 {
            report.add("must be lower-case letters, digits and hyphens", at: name, fix: fix)
        } else {
            report.add(
                "is refused from Istio 1.30 on, which wants a-z, 0-9 and - only", at: name,
                fix: fix,
                severity: .note)
        }
    }
}

/// The name with hyphens for what is not allowed; nil where nothing is left.
private func slug(of name: String) -> String? {
    let words = name.lowercased().utf8.split { byte in
        !(byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
            || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }
    let slug = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    return DNSLabel.isKubernetes1123(slug) ? slug : nil
}
