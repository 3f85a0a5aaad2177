import IstioSchema
import Validation

extension Rule {
    package static let extAuthzBodySize = Rule(
        "ext-authz-body-size", .warning, .risky, in: .extensionProvider, needs: ProviderType.authorizerFields,
        summary: "an external authorizer gets the body of requests, and no size for it",
        rationale: """
            Envoy needs maxRequestBytes over 0, and refuses the listeners of every workload whose policy uses the \
            provider. packAsBytes says how a body is sent over gRPC, and nothing over HTTP.
            """,
        fix: "Set maxRequestBytes: 8192, or as much as the authorizer reads.",
        sources: [.istio("withBodyRequest"), .envoy("ext_authz, BufferSettings.max_request_bytes")],
        examples: [
            .valid(
                "a size",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzGrpc: {includeRequestBodyInCheck: {maxRequestBytes: 8192, packAsBytes: true}}
                """),
            .invalid(
                "left out",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzGrpc:
                      includeRequestBodyInCheck:  # ✗ must have maxRequestBytes, or proxies refuse their listeners
                        allowPartialMessage: true
                """),
            .invalid(
                "none, and packed for HTTP",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      includeRequestBodyInCheck:
                        maxRequestBytes: 0  # ✗ must be at least 1, not 0
                        packAsBytes: true  # ✗ has no effect on an authorizer over HTTP
                """),
        ]
    ) { provider, report in
        guard let type = provider.providerType, type.isAuthorizer,
            let body = provider.providerSettings?.message("includeRequestBodyInCheck")
        else { return }
        if let size = body.integer("maxRequestBytes") {
            if size.value < 1 { report.add("must be at least 1", at: size, fix: "maxRequestBytes: 8192") }
        } else if !body.isSet("maxRequestBytes") {
            report.add(
                "must have maxRequestBytes, or proxies refuse their listeners", at: body, fix: "maxRequestBytes: 8192")
        }
        if type == .envoyExtAuthzHttp, let packs = body.bool("packAsBytes"), packs.value {
            report.add("has no effect on an authorizer over HTTP", at: packs, severity: .note)
        }
    }
}
