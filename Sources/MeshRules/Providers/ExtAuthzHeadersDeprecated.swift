import IstioSchema
import Validation

extension Rule {
    package static let extAuthzHeadersDeprecated = Rule(
        "ext-authz-headers-deprecated", .note, .advice, in: .envoyExternalAuthorizationHttpProvider,
        needs: ["includeHeadersInCheck"],
        summary: "an external authorizer has includeHeadersInCheck, which has another name today",
        rationale: """
            Istio reads the list only where includeRequestHeadersInCheck is not set, and may drop it.
            """,
        fix: "Call the field includeRequestHeadersInCheck.",
        sources: [.istio("generateHTTPConfig"), .api("mesh/v1alpha1/config.proto, include_headers_in_check")],
        examples: [
            .valid(
                "today's name",
                "extensionProviders: [{name: authz, envoyExtAuthzHttp: {includeRequestHeadersInCheck: [cookie]}}]"),
            .invalid(
                "the earlier one",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      includeHeadersInCheck: [cookie]  # ✗ is called includeRequestHeadersInCheck
                """),
        ]
    ) { provider, report in
        guard provider.isWritten("includeHeadersInCheck"), provider.strings("includeRequestHeadersInCheck").isEmpty
        else { return }
        report.add(
            "is called includeRequestHeadersInCheck", atKeyOf: provider.place(of: "includeHeadersInCheck"),
            fix: "includeRequestHeadersInCheck")
    }
}
