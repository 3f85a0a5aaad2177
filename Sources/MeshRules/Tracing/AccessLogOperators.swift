import IstioSchema

/// What Envoy takes with a command operator.
struct AccessLogOperator: Equatable, Sendable {
    enum Parameter: Sendable {
        /// Envoy refuses one; empty parentheses are none.
        case refused
        /// Envoy does with and without, or a release does that the tables do not know.
        case optional
        /// Without one Envoy takes the operator, which then says nothing.
        case expected
        /// Envoy refuses the operator without one.
        case required
    }

    let parameter: Parameter
    /// Whether Envoy refuses a length, in every release.
    let refusesLength: Bool
    /// What Envoy reads out of the parameter.
    let argument: AccessLogArgument
    /// The extension of Envoy that reads the operator; none for nearly all of them.
    let formatter: AccessLogFormatters
    /// The first release whose proxies have the operator; nil where that is not known, or before all of them.
    let since: IstioVersion?

    /// Whether the proxies of a release hardly know it.
    ///
    /// What came with the very next release may have come to the proxies of this one with a patch.
    func isMissing(in version: IstioVersion) -> Bool {
        guard let since else { return false }
        return version.number &+ 1 < since.number
    }
}

/// The command operators of Envoy's format strings.
///
/// Source: Envoy docs/root/configuration/advanced/substitution_formatter.rst and source/common/formatter of 2026, which
/// have those of the proxies of Istio 1.20 to 1.31 and more; for what is refused also source/common/formatter of 2023. Where
/// a later Envoy takes more with an operator than an earlier one, it is not said to refuse that.
enum AccessLogOperators {
    /// What goes with an operator; nil for a name that is none.
    static func named(_ name: Span<UInt8>) -> AccessLogOperator? { table[name] }

    /// Operators of extensions of Envoy that are not in Istio's proxies: another build may have them.
    static let ofOtherBuilds: Set<String> = [
        "DATASOURCE", "FILE_CONTENT", "GENERIC_SECRET", "SECRET", "XFCC_VALUE",
    ]

    private static let table = NamedValues(all)

    /// In the order of the alphabet, for near names.
    static let names = all.keys.sorted()

    private static let all: [String: AccessLogOperator] = {
        var all: [String: AccessLogOperator] = [:]
        for name in general.union(downstream).union(upstream) {
            let isAlone = !withOptionalParameter.contains(name)
            all[name] = AccessLogOperator(
                parameter: isAlone ? .refused : .optional, refusesLength: isAlone || times.contains(name),
                argument: arguments[name] ?? .any, formatter: AccessLogFormatters(reading: name), since: later[name])
        }
        for name in withParameter.union(headers) {
            all[name] = AccessLogOperator(
                parameter: name == "REQ_WITHOUT_QUERY" ? .expected : .required, refusesLength: false,
                argument: arguments[name] ?? .any, formatter: AccessLogFormatters(reading: name), since: later[name])
        }
        for name in withExpression {
            all[name] = AccessLogOperator(
                parameter: .expected, refusesLength: false, argument: .any,
                formatter: AccessLogFormatters(reading: name),
                since: later[name])
        }
        return all
    }()

    /// The operators that came while the tables know releases, as far as Envoy's changelogs tell.
    ///
    /// Those that came to earlier releases of Envoy as well are not here: `UPSTREAM_CLUSTER_RAW`, which Istio 1.23 has, and
    /// `UPSTREAM_LOCAL_CLOSE_REASON`, which is told of among the mended mistakes.
    ///
    /// Source: Envoy changelogs/1.30.0.yaml to 1.38.0.yaml, which Istio's proxies of 1.22 to 1.30 are made of.
    private static let later: [String: IstioVersion] = {
        var later: [String: IstioVersion] = [:]
        for (version, names) in additions { for name in names { later[name] = version } }
        return later
    }()

    private static let additions: [(IstioVersion, [String])] = [
        (.v1_22, ["COMMON_DURATION", "UPSTREAM_CONNECTION_ID"]),
        (
            .v1_23,
            [
                "TRACE_ID", "UPSTREAM_HOST_NAME", "UPSTREAM_LOCAL_DNS_SAN", "UPSTREAM_LOCAL_IP_SAN",
                "UPSTREAM_LOCAL_URI_SAN", "UPSTREAM_PEER_DNS_SAN", "UPSTREAM_PEER_IP_SAN", "UPSTREAM_PEER_URI_SAN",
            ]
        ),
        (
            .v1_24,
            [
                "DOWNSTREAM_PEER_CHAIN_FINGERPRINTS_1", "DOWNSTREAM_PEER_CHAIN_FINGERPRINTS_256",
                "DOWNSTREAM_PEER_CHAIN_SERIALS", "EMIT_TIME_LOCAL", "START_TIME_LOCAL",
            ]
        ),
        (
            .v1_25,
            [
                "DOWNSTREAM_DIRECT_LOCAL_ADDRESS", "DOWNSTREAM_DIRECT_LOCAL_ADDRESS_WITHOUT_PORT",
                "DOWNSTREAM_LOCAL_EMAIL_SAN", "DOWNSTREAM_LOCAL_OTHERNAME_SAN", "DOWNSTREAM_PEER_EMAIL_SAN",
                "DOWNSTREAM_PEER_OTHERNAME_SAN", "UPSTREAM_HOST_NAME_WITHOUT_PORT",
            ]
        ),
        (.v1_26, ["CUSTOM_FLAGS", "PATH", "QUERY_PARAM"]), (.v1_28, ["TYPED_CEL"]),
        (
            .v1_29,
            [
                "COALESCE", "DOWNSTREAM_DIRECT_LOCAL_ADDRESS_ENDPOINT_ID", "DOWNSTREAM_LOCAL_ADDRESS_ENDPOINT_ID",
                "REQUEST_HEADER", "RESPONSE_HEADER", "RESPONSE_TRAILER", "UPSTREAM_REMOTE_ADDRESS_ENDPOINT_ID",
            ]
        ),
        (
            .v1_30,
            [
                "DOWNSTREAM_DETECTED_CLOSE_TYPE", "DOWNSTREAM_LOCAL_CLOSE_REASON",
                "DOWNSTREAM_PEER_ISSUER_FINGERPRINT_256", "DOWNSTREAM_PEER_ISSUER_SERIAL", "QUERY_PARAMS", "SPAN_ID",
                "UPSTREAM_CONNECTION_IDS_ATTEMPTED", "UPSTREAM_DETECTED_CLOSE_TYPE", "UPSTREAM_HOSTS_ATTEMPTED",
                "UPSTREAM_HOSTS_ATTEMPTED_WITHOUT_PORT", "UPSTREAM_HOST_NAMES_ATTEMPTED",
                "UPSTREAM_HOST_NAMES_ATTEMPTED_WITHOUT_PORT",
            ]
        ),
    ]

    /// Those that `parseSubcommandHeaders` reads.
    private static let headers: Set<String> = [
        "REQ", "RESP", "TRAILER", "REQUEST_HEADER", "RESPONSE_HEADER", "RESPONSE_TRAILER", "STREAM_INFO_REQ",
        "REQ_WITHOUT_QUERY",
    ]

    private static let arguments: [String: AccessLogArgument] = {
        var arguments: [String: AccessLogArgument] = [
            "COMMON_DURATION": .duration, "FILTER_STATE": .filterState, "GRPC_STATUS": .grpcStatus,
            "UPSTREAM_FILTER_STATE": .filterState,
        ]
        for name in headers { arguments[name] = .headers }
        for name in times { arguments[name] = .time }
        return arguments
    }()

    /// `PARAMS_REQUIRED` in Envoy's tables, and those that throw for an empty key.
    private static let withParameter: Set<String> = [
        "DYNAMIC_METADATA", "CLUSTER_METADATA", "UPSTREAM_METADATA", "METADATA", "ENVIRONMENT", "COMMON_DURATION",
        "QUERY_PARAM", "COALESCE", "FILTER_STATE", "UPSTREAM_FILTER_STATE",
    ]

    private static let withExpression: Set<String> = ["CEL", "TYPED_CEL"]

    /// `PARAMS_OPTIONAL` without `LENGTH_ALLOWED`.
    private static let times: Set<String> = [
        "DOWNSTREAM_PEER_CERT_V_END", "DOWNSTREAM_PEER_CERT_V_START", "EMIT_TIME", "EMIT_TIME_LOCAL", "START_TIME",
        "START_TIME_LOCAL", "UPSTREAM_PEER_CERT_V_END", "UPSTREAM_PEER_CERT_V_START",
    ]

    /// Not `COMMAND_ONLY` in Envoy's tables, or only in those of some releases, or newer than the tables that were read.
    private static let withOptionalParameter: Set<String> = times.union([
        "DOWNSTREAM_DETECTED_CLOSE_TYPE", "DOWNSTREAM_DIRECT_LOCAL_ADDRESS_ENDPOINT_ID",
        "DOWNSTREAM_DIRECT_LOCAL_ADDRESS_WITHOUT_PORT", "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT",
        "DOWNSTREAM_LOCAL_ADDRESS_ENDPOINT_ID", "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT",
        "DOWNSTREAM_LOCAL_CLOSE_REASON", "DOWNSTREAM_PEER_ISSUER_FINGERPRINT_256", "DOWNSTREAM_PEER_ISSUER_SERIAL",
        "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT", "DOWNSTREAM_TLS_GROUP", "GRPC_STATUS", "PATH", "QUERY_PARAMS",
        "REQUESTED_SERVER_NAME", "RESPONSE_CODE_DETAILS", "SPAN_ID", "UPSTREAM_CONNECTION_IDS_ATTEMPTED",
        "UPSTREAM_DETECTED_CLOSE_TYPE", "UPSTREAM_HOSTS_ATTEMPTED", "UPSTREAM_HOSTS_ATTEMPTED_WITHOUT_PORT",
        "UPSTREAM_HOST_NAMES_ATTEMPTED", "UPSTREAM_HOST_NAMES_ATTEMPTED_WITHOUT_PORT",
        "UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT", "UPSTREAM_LOCAL_CLOSE_REASON", "UPSTREAM_REMOTE_ADDRESS_ENDPOINT_ID",
        "UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT", "UPSTREAM_SERVER_NAME", "UPSTREAM_TLS_GROUP",
    ])

    private static let general: Set<String> = [
        "ACCESS_LOG_TYPE", "BYTES_RECEIVED", "BYTES_RETRANSMITTED", "BYTES_SENT", "CONNECTION_ID",
        "CONNECTION_TERMINATION_DETAILS", "CUSTOM_FLAGS", "DURATION", "EMIT_TIME", "EMIT_TIME_LOCAL",
        "FILTER_CHAIN_NAME",
        "GRPC_STATUS", "GRPC_STATUS_NUMBER", "HOSTNAME", "LOCAL_REPLY_BODY", "PACKETS_RETRANSMITTED",
        "PATH", "PROTOCOL", "QUERY_PARAMS", "REQUESTED_SERVER_NAME", "REQUEST_DURATION", "REQUEST_HEADERS_BYTES",
        "REQUEST_TX_DURATION", "RESPONSE_CODE", "RESPONSE_CODE_DETAILS", "RESPONSE_DURATION", "RESPONSE_FLAGS",
        "RESPONSE_FLAGS_LONG", "RESPONSE_HEADERS_BYTES", "RESPONSE_TRAILERS_BYTES", "RESPONSE_TX_DURATION",
        "ROUNDTRIP_DURATION", "ROUTE_NAME", "SPAN_ID", "START_TIME", "START_TIME_LOCAL", "STREAM_ID",
        "TLS_JA3_FINGERPRINT", "TLS_JA4_FINGERPRINT", "TRACE_ID", "UNIQUE_ID", "VIRTUAL_CLUSTER_NAME",
    ]

    private static let downstream: Set<String> = Set(
        [
            "DECOMPRESSED_HEADER_BYTES_RECEIVED", "DECOMPRESSED_HEADER_BYTES_SENT", "DETECTED_CLOSE_TYPE",
            "DIRECT_LOCAL_ADDRESS", "DIRECT_LOCAL_ADDRESS_ENDPOINT_ID", "DIRECT_LOCAL_ADDRESS_WITHOUT_PORT",
            "DIRECT_LOCAL_PORT", "DIRECT_REMOTE_ADDRESS", "DIRECT_REMOTE_ADDRESS_WITHOUT_PORT", "DIRECT_REMOTE_PORT",
            "HANDSHAKE_DURATION", "HEADER_BYTES_RECEIVED", "HEADER_BYTES_SENT", "LOCAL_ADDRESS",
            "LOCAL_ADDRESS_ENDPOINT_ID", "LOCAL_ADDRESS_WITHOUT_PORT", "LOCAL_CLOSE_REASON", "LOCAL_DNS_SAN",
            "LOCAL_EMAIL_SAN", "LOCAL_IP_SAN", "LOCAL_OTHERNAME_SAN", "LOCAL_PORT", "LOCAL_SUBJECT", "LOCAL_URI_SAN",
            "PEER_CERT", "PEER_CERT_V_END", "PEER_CERT_V_START", "PEER_CHAIN_FINGERPRINTS_1",
            "PEER_CHAIN_FINGERPRINTS_256", "PEER_CHAIN_SERIALS", "PEER_DNS_SAN", "PEER_EMAIL_SAN", "PEER_FINGERPRINT_1",
            "PEER_FINGERPRINT_256", "PEER_IP_SAN", "PEER_ISSUER", "PEER_ISSUER_FINGERPRINT_256", "PEER_ISSUER_SERIAL",
            "PEER_OTHERNAME_SAN", "PEER_SERIAL", "PEER_SUBJECT", "PEER_URI_SAN", "REMOTE_ADDRESS",
            "REMOTE_ADDRESS_WITHOUT_PORT", "REMOTE_PORT", "TLS_CIPHER", "TLS_GROUP", "TLS_SESSION_ID", "TLS_VERSION",
            "TRANSPORT_FAILURE_REASON", "WIRE_BYTES_RECEIVED", "WIRE_BYTES_SENT",
        ].map { "DOWNSTREAM_" + $0 })

    private static let upstream: Set<String> = Set(
        [
            "CLUSTER", "CLUSTER_RAW", "CONNECTION_ID", "CONNECTION_IDS_ATTEMPTED", "CONNECTION_POOL_READY_DURATION",
            "DECOMPRESSED_HEADER_BYTES_RECEIVED", "DECOMPRESSED_HEADER_BYTES_SENT", "DETECTED_CLOSE_TYPE",
            "HEADER_BYTES_RECEIVED", "HEADER_BYTES_SENT", "HOST", "HOSTS_ATTEMPTED", "HOSTS_ATTEMPTED_WITHOUT_PORT",
            "HOST_NAME", "HOST_NAMES_ATTEMPTED", "HOST_NAMES_ATTEMPTED_WITHOUT_PORT", "HOST_NAME_WITHOUT_PORT",
            "LOCAL_ADDRESS", "LOCAL_ADDRESS_WITHOUT_PORT", "LOCAL_CLOSE_REASON", "LOCAL_DNS_SAN", "LOCAL_IP_SAN",
            "LOCAL_PORT", "LOCAL_URI_SAN", "PEER_CERT", "PEER_CERT_V_END", "PEER_CERT_V_START", "PEER_DNS_SAN",
            "PEER_IP_SAN", "PEER_ISSUER", "PEER_SUBJECT", "PEER_URI_SAN", "PROTOCOL", "REMOTE_ADDRESS",
            "REMOTE_ADDRESS_ENDPOINT_ID", "REMOTE_ADDRESS_WITHOUT_PORT", "REMOTE_PORT", "REQUEST_ATTEMPT_COUNT",
            "SERVER_NAME", "TLS_CIPHER", "TLS_GROUP", "TLS_SESSION_ID", "TLS_VERSION", "TRANSPORT_FAILURE_REASON",
            "WIRE_BYTES_RECEIVED", "WIRE_BYTES_SENT",
        ].map { "UPSTREAM_" + $0 })
}
