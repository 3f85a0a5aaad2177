import IstioSchema
import Validation

extension Rule {
    package static let extAuthzHeadersBoth = Rule(
        "ext-authz-headers-both", .warning, .ignored, in: .envoyExternalAuthorizationHttpProvider,
        needs: ["includeHeadersInCheck"],
        summary: "an external authorizer has includeHeadersInCheck beside includeRequestHeadersInCheck",
        rationale: """
            Istio looks at the older list only where the other is empty. Headers that stand in it alone do not reach the \
            authorizer, which may deny everybody for want of a cookie.
            """,
        fix: "Put all headers into includeRequestHeadersInCheck.",
        sources: [.istio("generateHTTPConfig")],
        examples: [
            .valid(
                "one list",
                "extensionProviders: [{name: a, envoyExtAuthzHttp: {includeRequestHeadersInCheck: [cookie]}}]"),
            .invalid(
                "two lists",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      includeHeadersInCheck: [cookie]  # ✗ has no effect beside includeRequestHeadersInCheck
                      includeRequestHeadersInCheck: [authorization]
                """),
        ]
    ) { provider, report in
        guard !provider.strings("includeHeadersInCheck").isEmpty,
            !provider.strings("includeRequestHeadersInCheck").isEmpty
        else { return }
        report.add(
            "has no effect beside includeRequestHeadersInCheck", atKeyOf: provider.place(of: "includeHeadersInCheck"))
    }
}
