import IstioSchema
import Validation

extension Rule {
    package static let extAuthzPathPrefix = Rule(
        "ext-authz-path-prefix", .warning, .risky, in: .envoyExternalAuthorizationHttpProvider, needs: ["pathPrefix"],
        summary: "pathPrefix of an external authorizer is no path",
        rationale: """
            The provider is not valid, and every request that an AuthorizationPolicy sends to it is denied.
            """,
        fix: "Begin it with one slash: /check.",
        sources: [.istio("ValidateExtensionProviderEnvoyExtAuthzHTTP"), .istio("buildExtAuthzHTTP")],
        examples: [
            .valid("a path", "extensionProviders: [{name: a, envoyExtAuthzHttp: {pathPrefix: /check}}]"),
            .invalid(
                "no slash",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      pathPrefix: check  # ✗ must be a path that begins with one slash, not check
                """),
            .invalid(
                "an escape cut short",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      pathPrefix: /check%2  # ✗ must be a path with whole escapes such as %2F, not /check%2
                """),
        ]
    ) { provider, report in
        guard let prefix = provider.string("pathPrefix"), !prefix.value.isEmpty else { return }
        if !prefix.value.hasPrefix("/") || prefix.value.hasPrefix("//") {
            let rest = prefix.value.drop { $0 == "/" }
            report.add("must be a path that begins with one slash", at: prefix, fix: "pathPrefix: /\(rest)")
        } else if !hasWholeEscapes(prefix.value) {
            report.add("must be a path with whole escapes such as %2F", at: prefix)
        } else if prefix.value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            report.add("must be a path without control characters", at: prefix)
        }
    }
}

/// Source: Go net/url/url.go `unescape`.
private func hasWholeEscapes(_ path: String) -> Bool {
    let bytes = path.utf8Span.span
    for index in bytes.indices {
        // Go leaves what stands behind a question mark as it is.
        if bytes[index] == UInt8(ascii: "?") { return true }
        guard bytes[index] == UInt8(ascii: "%") else { continue }
        guard index &+ 2 < bytes.count, isHexDigit(bytes[index &+ 1]), isHexDigit(bytes[index &+ 2]) else {
            return false
        }
    }
    return true
}

private func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        true
    default: false
    }
}
