import IstioSchema
import Validation

extension Rule {
    package static let extAuthzPathPrefix = Rule(
        "ext-authz-path-prefix", .warning, .risky, in: .envoyExternalAuthorizationHttpProvider, needs: ["pathPrefix"],
        summary: "pathPrefix of an external authorizer is no path",
        rationale: """
            The provider is not valid, and every request that an AuthorizationPolicy sends to it is denied.
            """,
        fix: "Begin it with a slash: /check.",
        sources: [.istio("ValidateExtensionProviderEnvoyExtAuthzHTTP"), .istio("buildExtAuthzHTTP")],
        examples: [
            .valid("a path", "extensionProviders: [{name: a, envoyExtAuthzHttp: {pathPrefix: /check}}]"),
            .valid("two slashes", "extensionProviders: [{name: a, envoyExtAuthzHttp: {pathPrefix: //check}}]"),
            .invalid(
                "no slash",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      pathPrefix: check  # ✗ must be a path that begins with a slash, not check
                """),
            .invalid(
                "an escape cut short",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      pathPrefix: /check%2  # ✗ must be a path with whole escapes such as %2F, not /check%2
                """),
            .invalid(
                "behind a hash",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      pathPrefix: /a#%zz  # ✗ must be a path with whole escapes such as %2F, not /a#%zz
                """),
            .invalid(
                "a port that is none",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      pathPrefix: //a:b/c  # ✗ must begin with one slash, as two begin a host
                """),
        ]
    ) { provider, report in
        guard let prefix = provider.string("pathPrefix"), !prefix.value.isEmpty else { return }
        let path = ParsedPath(prefix.value)
        if prefix.value.utf8.first != UInt8(ascii: "/") {
            report.add("must be a path that begins with a slash", at: prefix, fix: "pathPrefix: /\(prefix.value)")
        } else if !path.hasWholeEscapes {
            report.add("must be a path with whole escapes such as %2F", at: prefix)
        } else if !path.hasPort {
            report.add("must begin with one slash, as two begin a host", at: prefix)
        } else if path.hasControls {
            report.add("must be a path without control characters", at: prefix)
        }
    }
}

/// What Go's parser of URLs looks at in a path.
///
/// Source: Go net/url/url.go `Parse`, `parseHost`, `unescape`: what is behind a hash is taken off first, and a query is left as
/// it is.
private struct ParsedPath {
    private(set) var hasWholeEscapes = true
    private(set) var hasControls = false
    /// Whether what is behind the last colon of the host is a port, or there is none.
    private(set) var hasPort = true

    private enum Part {
        case host, path, query, fragment
    }

    init(_ text: String) {
        let bytes = text.utf8Span.span
        // Two slashes begin a host, of which only the port is looked at, and three a path.
        var part = Self.begins(bytes, slashes: 2) && !Self.begins(bytes, slashes: 3) ? Part.host : .path
        var host = Host()
        for index in bytes.indices {
            if part == .host, index > 1 { host.add(bytes[index]) }
            switch (bytes[index], part) {
            case (UInt8(ascii: "#"), .host), (UInt8(ascii: "#"), .path), (UInt8(ascii: "#"), .query): part = .fragment
            case (UInt8(ascii: "?"), .host), (UInt8(ascii: "?"), .path): part = .query
            case (UInt8(ascii: "/"), .host) where index > 1: part = .path
            case (UInt8(ascii: "%"), .path), (UInt8(ascii: "%"), .fragment):
                guard index &+ 2 < bytes.count, isHexDigit(bytes[index &+ 1]), isHexDigit(bytes[index &+ 2]) else {
                    hasWholeEscapes = false
                    continue
                }
            case (0..<0x20, .host), (0..<0x20, .path), (0..<0x20, .query): hasControls = true
            case (0x7F, .host), (0x7F, .path), (0x7F, .query): hasControls = true
            default: break
            }
        }
        hasPort = host.hasPort
    }

    /// What is behind the last colon of a host is its port; of an address in brackets, and behind a user, nothing is said.
    private struct Host {
        private var isBehindColon = false
        private var isReadable = true
        private var isOther = false

        var hasPort: Bool { isReadable || isOther }

        mutating func add(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: ":"): (isBehindColon, isReadable) = (true, true)
            case UInt8(ascii: "["), UInt8(ascii: "@"): isOther = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break
            default: isReadable = isReadable && !isBehindColon
            }
        }
    }

    private static func begins(_ bytes: Span<UInt8>, slashes count: Int) -> Bool {
        guard bytes.count >= count else { return false }
        for index in 0..<count where bytes[index] != UInt8(ascii: "/") { return false }
        return true
    }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        true
    default: false
    }
}
