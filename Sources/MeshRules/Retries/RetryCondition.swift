import IstioSchema

/// The words that Envoy knows in `retryOn`.
///
/// Source: Envoy router filter, `x-envoy-retry-on` and `x-envoy-retry-grpc-on`; Istio's own list for VirtualServices is
/// pkg/config/validation/validation.go `supportedRetryOnPolicies`, the same from 1.23 to 1.31.
enum RetryCondition {
    /// In the order of the alphabet.
    static let names = [
        "5xx", "cancelled", "connect-failure", "deadline-exceeded", "envoy-ratelimited", "gateway-error",
        "http3-post-connect-failure", "internal", "refused-stream", "reset", resetBeforeRequest, "resource-exhausted",
        "retriable-4xx", "retriable-headers", "retriable-status-codes", "unavailable",
    ]

    private static let known = NameSet(Set(names))

    static let resetBeforeRequest = "reset-before-request"

    /// Whether the proxies of a release know the word.
    static func isKnown(_ word: String, in version: IstioVersion) -> Bool {
        // Source: Envoy 1.31, that of Istio 1.23, is the first with it.
        guard known.contains(word) else { return false }
        return version >= .v1_23 || word != resetBeforeRequest
    }

    /// What is retried without harm: the request did not reach the application, or the application did not take it.
    ///
    /// Source: pilot/pkg/networking/core/route/retry/retry.go `defaultRetryOn`, from 1.24 on without a status code.
    static let safe = "connect-failure,refused-stream,unavailable,cancelled"

    /// The word that somebody may have meant.
    static func meant(by word: String, in version: IstioVersion) -> String? {
        if let name = slips[word.lowercased()] { return name }
        guard let near = NearName.nearest(to: word, among: names), isKnown(near, in: version) else { return nil }
        return near
    }

    /// Names of the same thing elsewhere, too far from Envoy's to be near.
    private static let slips = [
        "connection-failure": "connect-failure", "connection-error": "connect-failure",
        "connect-error": "connect-failure",
        "connection-refused": "connect-failure", "gateway-timeout": "gateway-error", "bad-gateway": "gateway-error",
        "rate-limited": "envoy-ratelimited", "ratelimited": "envoy-ratelimited", "4xx": "retriable-4xx",
    ]
}
