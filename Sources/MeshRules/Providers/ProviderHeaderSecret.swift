import Documents
import IstioSchema
import Validation

extension Rule {
    package static let providerHeaderSecret = Rule(
        "provider-header-secret", .note, .advice, in: .extensionProvider,
        needs: ["opentelemetry", "zipkin", "lightstep", "skywalking", "envoyExtAuthzHttp"],
        summary: "a token or key for a collector or an authorizer stands in the mesh configuration",
        rationale: """
            The mesh configuration is a ConfigMap, which more people and programs may read than a Secret, and it is kept \
            in Git and in logs. From Istio 1.26 on a header can take its value from a variable of istiod, which a Secret \
            can fill.
            """,
        fix: "Give the header envName instead of value (Istio 1.26 and later), and set that variable on istiod.",
        sources: [
            .api("mesh/v1alpha1/config.proto, ExtensionProvider.HttpHeader.env_name"), .istio("buildHTTPHeaders"),
        ],
        examples: [
            .valid(
                "from a variable",
                """
                extensionProviders:
                  - name: saas
                    opentelemetry: {http: {headers: [{name: authorization, envName: OTLP_TOKEN}]}}
                """),
            .valid(
                "no secret",
                """
                extensionProviders:
                  - name: saas
                    opentelemetry: {grpc: {initialMetadata: [{name: x-tenant, value: shop}]}}
                """),
            .invalid(
                "a token",
                """
                extensionProviders:
                  - name: saas
                    opentelemetry:
                      http:
                        headers:
                          - name: authorization
                            value: Api-Token abc  # ✗ looks like a secret, which everybody who reads the ConfigMap sees
                """),
            .invalid(
                "in a field for it",
                """
                extensionProviders:
                  - name: sky
                    skywalking:
                      accessToken: abc  # ✗ looks like a secret, which everybody who reads the ConfigMap sees
                """),
            .invalid(
                "for an authorizer",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      includeAdditionalHeadersInCheck:
                        x-api-key: abc  # ✗ looks like a secret, which everybody who reads the ConfigMap sees
                """),
        ]
    ) { provider, report in
        guard let type = provider.providerType, let settings = provider.providerSettings else { return }
        switch type {
        case .opentelemetry:
            inspect(settings.message("http")?.messages("headers"), &report)
            inspect(settings.message("grpc")?.messages("initialMetadata"), &report)
            let sampler = settings.message("dynatraceSampler")?.message("httpService")
            inspect(sampler?.message("http")?.messages("headers"), &report)
        case .zipkin:
            inspect(settings.messages("headers"), &report)
        case .lightstep, .skywalking:
            guard let token = settings.string("accessToken"), !isPlaceholder(token.value) else { return }
            report.add(message, at: token)
        case .envoyExtAuthzHttp:
            for (name, value) in settings.stringEntries("includeAdditionalHeadersInCheck")
            where namesSecret(name) && !isPlaceholder(value.value) {
                report.add(message, at: value)
            }
        default:
            break
        }
    }
}

private let message = "looks like a secret, which everybody who reads the ConfigMap sees"

private func inspect(_ headers: Messages?, _ report: inout RuleReport) {
    guard let headers else { return }
    for header in headers {
        guard let name = header.string("name"), namesSecret(name.value), let value = header.string("value"),
            !isPlaceholder(value.value)
        else { continue }
        report.add(message, at: value, fix: report.version >= .v1_26 ? "envName: VARIABLE_OF_ISTIOD" : nil)
    }
}

/// Whether headers of this name hold secrets.
private func namesSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return words.contains(where: { name.holds($0) }) || name.endsIn("-key") || name.endsIn("_key")
}

private let words = [
    "authorization", "token", "secret", "password", "api-key", "apikey", "api_key", "credential", "cookie",
]

/// Whether a value waits to be replaced by a tool.
private func isPlaceholder(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: ".") }
        || ["${", "$(", "{{", "<"].contains { value.holds($0) }
}
