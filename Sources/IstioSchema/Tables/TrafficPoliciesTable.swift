// Source: istio.io/api networking/v1alpha3/destination_rule.proto, networking/v1alpha3/virtual_service.proto, releases 1.20 to 1.31.
// SchemaTableTests compares every row with the protos of each release.
extension MessageShape {
    static let tcpKeepalive = MessageShape(
        "istio.networking.v1alpha3.ConnectionPoolSettings.TCPSettings.TcpKeepalive",
        fields: [
            .field("probes", 1, .uint32),
            .field("time", 2, .duration),
            .field("interval", 3, .duration),
        ])

    static let localityLoadBalancerSetting = MessageShape(
        "istio.networking.v1alpha3.LocalityLoadBalancerSetting",
        fields: [
            .field("distribute", 1, .list(.message(.localityDistribute))),
            .field("failover", 2, .list(.message(.localityFailover))),
            .field("failoverPriority", 4, .list(.string)),
            .field("enabled", 3, .optional(.bool)),
        ])

    static let zoneAwareLoadBalancerSetting = MessageShape(
        "istio.networking.v1alpha3.ZoneAwareLoadBalancerSetting", since: .v1_31,
        fields: [
            .field("enabled", 1, .optional(.bool), since: .v1_31),
            .field("failover", 2, .list(.message(.zoneAwareFailover)), since: .v1_31),
            .field("failoverPriority", 3, .list(.string), since: .v1_31),
            .field("minClusterSize", 4, .optional(.uint64), since: .v1_31),
        ])

    static let httpRetry = MessageShape(
        "istio.networking.v1alpha3.HTTPRetry",
        fields: [
            .field("attempts", 1, .int32),
            .field("perTryTimeout", 2, .duration),
            .field("retryOn", 3, .string),
            .field("retryRemoteLocalities", 4, .optional(.bool)),
            .field("retryIgnorePreviousHosts", 5, .optional(.bool), since: .v1_26),
            .field("backoff", 6, .duration, since: .v1_26),
        ])

    static let clientTLSSettings = MessageShape(
        "istio.networking.v1alpha3.ClientTLSSettings",
        fields: [
            .field("mode", 1, .enumeration(.tlsMode)),
            .field("clientCertificate", 2, .string),
            .field("privateKey", 3, .string),
            .field("caCertificates", 4, .string),
            .field("credentialName", 7, .string),
            .field("subjectAltNames", 5, .list(.string)),
            .field("sni", 6, .string),
            .field("insecureSkipVerify", 8, .optional(.bool)),
            .field("caCrl", 9, .string, since: .v1_22),
        ])

    static let localityDistribute = MessageShape(
        "istio.networking.v1alpha3.LocalityLoadBalancerSetting.Distribute",
        fields: [
            .field("from", 1, .string),
            .field("to", 2, .map(.uint32)),
        ])

    static let localityFailover = MessageShape(
        "istio.networking.v1alpha3.LocalityLoadBalancerSetting.Failover",
        fields: [
            .field("from", 1, .string),
            .field("to", 2, .string),
        ])

    static let zoneAwareFailover = MessageShape(
        "istio.networking.v1alpha3.ZoneAwareLoadBalancerSetting.Failover", since: .v1_31,
        fields: [
            .field("from", 1, .string, since: .v1_31),
            .field("to", 2, .string, since: .v1_31),
        ])

    static let connectionPoolSettings = MessageShape(
        "istio.networking.v1alpha3.ConnectionPoolSettings",
        fields: [
            .field("tcp", 1, .message(.tcpSettings)),
            .field("http", 2, .message(.httpSettings)),
        ])

    static let outlierDetection = MessageShape(
        "istio.networking.v1alpha3.OutlierDetection",
        fields: [
            .field("consecutiveErrors", 1, .int32, deprecated: .v1_20),
            .field("splitExternalLocalOriginErrors", 8, .bool),
            .field("consecutiveLocalOriginFailures", 9, .optional(.uint32)),
            .field("consecutiveGatewayErrors", 6, .optional(.uint32)),
            .field("consecutive5xxErrors", 7, .optional(.uint32), proto: "consecutive_5xx_errors"),
            .field("interval", 2, .duration),
            .field("baseEjectionTime", 3, .duration),
            .field("maxEjectionPercent", 4, .int32),
            .field("minHealthPercent", 5, .int32),
            .field("outlierDetectionHttpErrorCodes", 10, .list(.uint32), since: .v1_31),
        ])

    static let tcpSettings = MessageShape(
        "istio.networking.v1alpha3.ConnectionPoolSettings.TCPSettings",
        fields: [
            .field("maxConnections", 1, .int32),
            .field("connectTimeout", 2, .duration),
            .field("tcpKeepalive", 3, .message(.tcpKeepalive)),
            .field("maxConnectionDuration", 4, .duration),
            .field("idleTimeout", 5, .duration, since: .v1_21),
        ])

    static let httpSettings = MessageShape(
        "istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings",
        fields: [
            .field("http1MaxPendingRequests", 1, .int32),
            .field("http2MaxRequests", 2, .int32),
            .field("maxRequestsPerConnection", 3, .int32),
            .field("maxRetries", 4, .int32),
            .field("idleTimeout", 5, .duration),
            .field("h2UpgradePolicy", 6, .enumeration(.h2UpgradePolicy)),
            .field("useClientProtocol", 7, .bool),
            .field("maxConcurrentStreams", 8, .int32, since: .v1_21),
            .field("http2KeepAlive", 9, .message(.connectionKeepalive), since: .v1_31),
        ])

    static let connectionKeepalive = MessageShape(
        "istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings.ConnectionKeepalive", since: .v1_31,
        fields: [
            .field("interval", 1, .duration, since: .v1_31),
            .field("timeout", 2, .duration, since: .v1_31),
        ])
}
