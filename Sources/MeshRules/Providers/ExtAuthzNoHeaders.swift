import IstioSchema
import Validation

extension Rule {
    package static let extAuthzNoHeaders = Rule(
        "ext-authz-no-headers", .note, .advice, in: .envoyExternalAuthorizationHttpProvider,
        summary: "an external authorizer over HTTP gets no headers of the request",
        rationale: """
            Without a list the authorizer sees the method, the path, the host, the length and Authorization, which \
            Envoy always sends, and no cookie and no other header: OAuth2 Proxy then takes everybody for a stranger. \
            Authorizers over gRPC get all headers.
            """,
        fix: "Name the headers in includeRequestHeadersInCheck: cookie, authorization.",
        sources: [.istio("generateHTTPConfig"), .api("mesh/v1alpha1/config.proto, include_request_headers_in_check")],
        examples: [
            .valid(
                "cookies and tokens",
                """
                extensionProviders:
                  - name: oauth2-proxy
                    envoyExtAuthzHttp: {includeRequestHeadersInCheck: [cookie, authorization]}
                """),
            .invalid(
                "none",
                """
                extensionProviders:
                  - name: oauth2-proxy
                    envoyExtAuthzHttp:  # ✗ sends no cookie and no header but Authorization
                      service: oauth2-proxy.auth.svc.cluster.local
                      port: 4180
                """),
        ]
    ) { provider, report in
        guard provider.strings("includeHeadersInCheck").isEmpty,
            provider.strings("includeRequestHeadersInCheck").isEmpty
        else { return }
        report.add(
            "sends no cookie and no header but Authorization", at: provider,
            fix: "includeRequestHeadersInCheck: [cookie, authorization]")
    }
}
