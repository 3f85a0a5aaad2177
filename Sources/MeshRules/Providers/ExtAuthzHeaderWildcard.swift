import IstioSchema
import Validation

extension Rule {
    package static let extAuthzHeaderWildcard = Rule(
        "ext-authz-header-wildcard", .warning, .risky, in: .envoyExternalAuthorizationHttpProvider,
        needs: headerLists.map(\.description),
        summary: "a list of headers for an external authorizer has * alone, in the middle or at both ends",
        rationale: """
            * alone makes the provider unusable: every request that an AuthorizationPolicy sends to it is denied. An \
            asterisk elsewhere than at one end is a character like any other, which no header has.
            """,
        fix: "Name the headers, or write prefix* or *suffix.",
        sources: [.istio("buildExtAuthzHTTP"), .istio("generateHeaders")],
        examples: [
            .valid(
                "names and a prefix",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp: {includeRequestHeadersInCheck: [authorization, "x-ext-*", "*-id"]}
                """),
            .invalid(
                "everything",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      includeRequestHeadersInCheck: ["*"]  # ✗ must be a name, prefix* or *suffix, not *
                """),
            .invalid(
                "both ends, and the middle",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      headersToUpstreamOnAllow:
                        - "*auth*"  # ✗ must be a name, prefix* or *suffix, not *auth*
                        - x-*-id  # ✗ must be a name, prefix* or *suffix, not x-*-id
                """),
        ]
    ) { provider, report in
        for list in headerLists {
            for header in provider.strings(list) where isUnusable(header.value) {
                report.add("must be a name, prefix* or *suffix", at: header)
            }
        }
    }
}

private let headerLists: [FieldName] = [
    "includeRequestHeadersInCheck", "includeHeadersInCheck", "headersToUpstreamOnAllow", "headersToDownstreamOnDeny",
    "headersToDownstreamOnAllow",
]

/// Istio takes an asterisk off the front, or else off the end; one that is left stands for itself.
private func isUnusable(_ header: String) -> Bool {
    guard header.utf8.contains(UInt8(ascii: "*")) else { return false }
    if header == "*" { return true }
    let rest = header.hasPrefix("*") ? header.dropFirst() : header.hasSuffix("*") ? header.dropLast() : header[...]
    return rest.utf8.contains(UInt8(ascii: "*"))
}
