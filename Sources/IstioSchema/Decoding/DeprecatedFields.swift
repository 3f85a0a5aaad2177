/// What to use instead of a deprecated field.
///
/// Source: the comments of istio.io/api mesh/v1alpha1/{config,proxy}.proto and networking/v1alpha3/destination_rule.proto.
enum DeprecatedFields {
    /// What a diagnostic says of the field; without a leading separator, empty where there is nothing to say.
    static func message(for field: FieldShape, of message: MessageName) -> String {
        let advice = advice[message]?[field.name].map { "; \($0)" } ?? ""
        // The tables begin with 1.20: what was deprecated then may have been so for long.
        guard let since = field.deprecated, since > .v1_20 else { return "is deprecated" + advice }
        return "is deprecated since Istio \(since)\(advice)"
    }

    private static let advice: [MessageName: [String: String]] = [
        .meshConfig: [
            "certificates": "Istio ignores it",
            "verifyCertificateAtClient": "Istio always verifies from 1.24 on",
        ],
        .proxyConfig: [
            "availabilityZone": "Istio takes the locality from the node",
            "discoveryRefreshDelay": "Istio ignores it",
            "envoyMetricsServiceAddress": "use envoyMetricsService",
            "sds": "Istio ignores it",
            "zipkinAddress": "use a zipkin provider in extensionProviders",
        ],
        .extensionProvider: [
            "lightstep": "use opentelemetry",
            "opencensus": "use opentelemetry",
        ],
        .envoyExternalAuthorizationHttpProvider: [
            "includeHeadersInCheck": "use includeRequestHeadersInCheck"
        ],
        .stackdriverProvider: [
            "debug": "Istio ignores it",
            "maxNumberOfAttributes": "Istio ignores it",
            "maxNumberOfAnnotations": "Istio ignores it",
            "maxNumberOfMessageEvents": "Istio ignores it",
        ],
        .outlierDetection: [
            "consecutiveErrors": "use consecutive5xxErrors"
        ],
    ]
}
