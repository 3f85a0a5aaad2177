/// The command operators of Envoy's format strings.
///
/// Source: Envoy docs/root/configuration/advanced/substitution_formatter.rst and source/common/formatter of 2026, which
/// have those of the proxies of Istio 1.20 to 1.31 and more.
enum AccessLogOperators {
    /// Whether Envoy refuses an operator without something in parentheses; nil for a name that is none.
    static func needsParameter(_ name: Span<UInt8>) -> Bool? { table[name] }

    private static let table = NamedValues(all)

    /// In the order of the alphabet, for near names.
    static let names = all.keys.sorted()

    /// By name, whether there must be a parameter.
    private static let all: [String: Bool] = {
        var all: [String: Bool] = [:]
        for name in general.union(downstream).union(upstream) { all[name] = false }
        for name in withParameter { all[name] = true }
        return all
    }()

    /// `PARAMS_REQUIRED` in Envoy's tables.
    private static let withParameter: Set<String> = [
        "REQ", "RESP", "TRAILER", "REQUEST_HEADER", "RESPONSE_HEADER", "RESPONSE_TRAILER", "STREAM_INFO_REQ",
        "REQ_WITHOUT_QUERY", "DYNAMIC_METADATA", "CLUSTER_METADATA", "UPSTREAM_METADATA", "METADATA", "ENVIRONMENT",
        "COMMON_DURATION", "QUERY_PARAM", "COALESCE", "CEL", "TYPED_CEL",
    ]

    private static let general: Set<String> = [
        "ACCESS_LOG_TYPE", "BYTES_RECEIVED", "BYTES_RETRANSMITTED", "BYTES_SENT", "CONNECTION_ID",
        "CONNECTION_TERMINATION_DETAILS", "CUSTOM_FLAGS", "DURATION", "EMIT_TIME", "EMIT_TIME_LOCAL",
        "FILTER_CHAIN_NAME",
        "FILTER_STATE", "GRPC_STATUS", "GRPC_STATUS_NUMBER", "HOSTNAME", "LOCAL_REPLY_BODY", "PACKETS_RETRANSMITTED",
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
            "FILTER_STATE",
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
