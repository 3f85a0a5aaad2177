// Source: istio.io/api mesh/v1alpha1/proxy.proto, releases 1.20 to 1.31.
// SchemaTableTests compares every row with the protos of each release.
extension MessageShape {
    static let proxyConfig = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig",
        fields: [
            .field("configPath", 1, .string),
            .field("binaryPath", 2, .string),
            .field("serviceCluster", 3, .string, oneof: "clusterName"),
            .field("tracingServiceName", 36, .enumeration(.tracingServiceName), oneof: "clusterName"),
            .field("drainDuration", 4, .duration),
            .field("discoveryAddress", 6, .string),
            .field("discoveryRefreshDelay", 7, .duration, deprecated: .v1_20),
            .field("zipkinAddress", 8, .string, deprecated: .v1_20),
            .field("statsdUdpAddress", 10, .string),
            .field("envoyMetricsServiceAddress", 20, .string, deprecated: .v1_20),
            .field("proxyAdminPort", 11, .int32),
            .field("availabilityZone", 12, .string, deprecated: .v1_20),
            .field("controlPlaneAuthPolicy", 13, .enumeration(.authenticationPolicy)),
            .field("customConfigFile", 14, .string),
            .field("statNameLength", 15, .int32),
            .field("concurrency", 16, .optional(.int32)),
            .field("proxyBootstrapTemplatePath", 17, .string),
            .field("interceptionMode", 18, .enumeration(.inboundInterceptionMode)),
            .field("tracing", 19, .message(.tracing)),
            .field("sds", 21, .message(.secretDiscovery), deprecated: .v1_20),
            .field("envoyAccessLogService", 22, .message(.remoteService)),
            .field("envoyMetricsService", 23, .message(.remoteService)),
            .field("proxyMetadata", 24, .map(.string)),
            .field("runtimeValues", 37, .map(.string)),
            .field("statusPort", 26, .int32),
            .field("extraStatTags", 27, .list(.string)),
            .field("gatewayTopology", 28, .message(.topology)),
            .field("terminationDrainDuration", 29, .duration),
            .field("meshId", 30, .string),
            .field("readinessProbe", 31, .message(.readinessProbe)),
            .field("proxyStatsMatcher", 32, .message(.proxyStatsMatcher)),
            .field("holdApplicationUntilProxyStarts", 33, .optional(.bool)),
            .field("caCertificatesPem", 34, .list(.string)),
            .field("image", 35, .message(.proxyImage)),
            .field("privateKeyProvider", 38, .message(.privateKeyProvider)),
            .field("proxyHeaders", 39, .message(.proxyHeaders)),
            .field("fileFlushInterval", 40, .duration, since: .v1_29),
            .field("fileFlushMinSizeKb", 41, .uint32, since: .v1_29),
            .field("statsCompression", 42, .optional(.bool), since: .v1_29),
            .field("connectionSettings", 43, .message(.connectionSettings), since: .v1_31),
        ])

    static let secretDiscovery = MessageShape(
        "istio.mesh.v1alpha1.SDS",
        fields: [
            .field("enabled", 1, .bool),
            .field("k8sSaJwtPath", 2, .string),
        ])

    static let remoteService = MessageShape(
        "istio.mesh.v1alpha1.RemoteService",
        fields: [
            .field("address", 1, .string),
            .field("tlsSettings", 2, .message(.clientTLSSettings)),
            .field("tcpKeepalive", 3, .message(.tcpKeepalive)),
        ])

    static let topology = MessageShape(
        "istio.mesh.v1alpha1.Topology",
        fields: [
            .field("numTrustedProxies", 1, .uint32),
            .field("forwardClientCertDetails", 2, .enumeration(.forwardClientCertDetails)),
            .field("proxyProtocol", 3, .message(.proxyProtocolConfiguration)),
        ])

    static let proxyStatsMatcher = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyStatsMatcher",
        fields: [
            .field("inclusionPrefixes", 1, .list(.string)),
            .field("inclusionSuffixes", 2, .list(.string)),
            .field("inclusionRegexps", 3, .list(.string)),
        ])

    static let privateKeyProvider = MessageShape(
        "istio.mesh.v1alpha1.PrivateKeyProvider",
        fields: [
            .field("cryptomb", 2, .message(.cryptoMb), oneof: "provider"),
            .field("qat", 3, .message(.qat), oneof: "provider"),
        ])

    static let proxyHeaders = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders",
        fields: [
            .field("forwardedClientCert", 1, .enumeration(.forwardClientCertDetails)),
            .field("setCurrentClientCertDetails", 7, .message(.setCurrentClientCertDetails), since: .v1_24),
            .field("requestId", 3, .message(.requestId)),
            .field("server", 2, .message(.server)),
            .field("attemptCount", 4, .message(.attemptCount)),
            .field("envoyDebugHeaders", 5, .message(.envoyDebugHeaders)),
            .field("metadataExchangeHeaders", 6, .message(.metadataExchangeHeaders)),
            .field("preserveHttp1HeaderCase", 40, .optional(.bool), since: .v1_25),
            .field("xForwardedHost", 41, .message(.xForwardedHost), since: .v1_28),
            .field("xForwardedPort", 42, .message(.xForwardedPort), since: .v1_28),
        ])

    static let connectionSettings = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ConnectionSettings", since: .v1_31,
        fields: [
            .field("profile", 1, .enumeration(.connectionProfile), since: .v1_31),
            .field("listenerPerConnectionBufferLimitBytes", 2, .optional(.int32), since: .v1_31),
            .field("clusterPerConnectionBufferLimitBytes", 3, .optional(.int32), since: .v1_31),
            .field("httpIdleTimeout", 4, .duration, since: .v1_31),
            .field("httpMaxConnectionDuration", 5, .duration, since: .v1_31),
            .field("httpDrainTimeout", 6, .duration, since: .v1_31),
            .field("httpRequestTimeout", 7, .duration, since: .v1_31),
            .field("httpRequestHeadersTimeout", 8, .duration, since: .v1_31),
            .field("httpStreamIdleTimeout", 9, .duration, since: .v1_31),
            .field("httpMaxStreamDuration", 10, .duration, since: .v1_31),
            .field("httpMaxConcurrentStreams", 11, .optional(.int32), since: .v1_31),
            .field("http2InitialStreamWindowSize", 12, .optional(.int32), since: .v1_31),
            .field("http2InitialConnectionWindowSize", 13, .optional(.int32), since: .v1_31),
            .field("httpHeadersWithUnderscoresAction", 14, .enumeration(.headersWithUnderscoresAction), since: .v1_31),
            .field("httpMergeSlashes", 15, .optional(.bool), since: .v1_31),
            .field("httpPathWithEscapedSlashesAction", 16, .enumeration(.pathWithEscapedSlashesAction), since: .v1_31),
            .field("listenerConnectionLimit", 17, .optional(.int32), since: .v1_31),
            .field("globalDownstreamConnectionLimit", 18, .optional(.int32), since: .v1_31),
        ])

    static let proxyProtocolConfiguration = MessageShape(
        "istio.mesh.v1alpha1.Topology.ProxyProtocolConfiguration",
        fields: [])

    static let cryptoMb = MessageShape(
        "istio.mesh.v1alpha1.PrivateKeyProvider.CryptoMb",
        fields: [
            .field("pollDelay", 1, .duration),
            .field("fallback", 2, .optional(.bool), since: .v1_21),
        ])

    static let qat = MessageShape(
        "istio.mesh.v1alpha1.PrivateKeyProvider.QAT",
        fields: [
            .field("pollDelay", 1, .duration),
            .field("fallback", 2, .optional(.bool), since: .v1_21),
        ])

    static let setCurrentClientCertDetails = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.SetCurrentClientCertDetails", since: .v1_24,
        fields: [
            .field("subject", 1, .optional(.bool), since: .v1_24),
            .field("cert", 2, .optional(.bool), since: .v1_24),
            .field("chain", 3, .optional(.bool), since: .v1_24),
            .field("dns", 4, .optional(.bool), since: .v1_24),
            .field("uri", 5, .optional(.bool), since: .v1_24),
        ])

    static let requestId = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.RequestId",
        fields: [
            .field("disabled", 1, .optional(.bool))
        ])

    static let server = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.Server",
        fields: [
            .field("disabled", 1, .optional(.bool)),
            .field("value", 2, .string),
        ])

    static let attemptCount = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.AttemptCount",
        fields: [
            .field("disabled", 1, .optional(.bool))
        ])

    static let envoyDebugHeaders = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.EnvoyDebugHeaders",
        fields: [
            .field("disabled", 1, .optional(.bool))
        ])

    static let metadataExchangeHeaders = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.MetadataExchangeHeaders",
        fields: [
            .field("mode", 1, .enumeration(.metadataExchangeMode))
        ])

    static let xForwardedHost = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.XForwardedHost", since: .v1_28,
        fields: [
            .field("enabled", 1, .optional(.bool), since: .v1_28)
        ])

    static let xForwardedPort = MessageShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.XForwardedPort", since: .v1_28,
        fields: [
            .field("enabled", 1, .optional(.bool), since: .v1_28)
        ])
}
