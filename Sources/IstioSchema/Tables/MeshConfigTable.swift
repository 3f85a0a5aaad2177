// Source: istio.io/api mesh/v1alpha1/config.proto, releases 1.20 to 1.31.
// SchemaTableTests compares every row with the protos of each release.
extension MessageShape {
    static let meshConfig = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig",
        fields: [
            .field("proxyListenPort", 4, .int32),
            .field("proxyInboundListenPort", 65, .int32),
            .field("proxyHttpPort", 5, .int32),
            .field("connectTimeout", 6, .duration),
            .field("hboneIdleTimeout", 70, .duration, since: .v1_29),
            .field("protocolDetectionTimeout", 42, .duration),
            .field("tcpKeepalive", 28, .message(.tcpKeepalive)),
            .field("ingressClass", 7, .string),
            .field("ingressService", 8, .string),
            .field("ingressControllerMode", 9, .enumeration(.ingressControllerMode)),
            .field("ingressSelector", 52, .string),
            .field("enableTracing", 12, .bool),
            .field("accessLogFile", 13, .string),
            .field("accessLogFormat", 24, .string),
            .field("accessLogEncoding", 27, .enumeration(.accessLogEncoding)),
            .field("enableEnvoyAccessLogService", 40, .bool),
            .field("disableEnvoyListenerLog", 56, .bool),
            .field("defaultConfig", 14, .message(.proxyConfig)),
            .field("outboundTrafficPolicy", 17, .message(.outboundTrafficPolicy)),
            .field("inboundTrafficPolicy", 66, .message(.inboundTrafficPolicy), since: .v1_22),
            .field("configSources", 22, .list(.message(.configSource))),
            .field("enableAutoMtls", 43, .optional(.bool)),
            .field("trustDomain", 26, .string),
            .field("trustDomainAliases", 46, .list(.string)),
            .field("caCertificates", 58, .list(.message(.certificateData))),
            .field("defaultServiceExportTo", 31, .list(.string)),
            .field("defaultVirtualServiceExportTo", 32, .list(.string)),
            .field("defaultDestinationRuleExportTo", 33, .list(.string)),
            .field("rootNamespace", 34, .string),
            .field("localityLbSetting", 35, .message(.localityLoadBalancerSetting)),
            .field("zoneAwareLbSetting", 73, .message(.zoneAwareLoadBalancerSetting), since: .v1_31),
            .field("dnsRefreshRate", 36, .duration),
            .field("h2UpgradePolicy", 41, .enumeration(.meshH2UpgradePolicy)),
            .field("inboundClusterStatName", 44, .string),
            .field("outboundClusterStatName", 45, .string),
            .field("certificates", 47, .list(.message(.certificate)), deprecated: .v1_22),
            .field("serviceSettings", 50, .list(.message(.serviceSettings))),
            .field("serviceScopeConfigs", 67, .list(.message(.serviceScopeConfigs)), since: .v1_27),
            .field("enablePrometheusMerge", 51, .optional(.bool)),
            .field("verifyCertificateAtClient", 54, .optional(.bool), deprecated: .v1_20),
            .field("ca", 55, .message(.certificateAuthority)),
            .field("extensionProviders", 57, .list(.message(.extensionProvider))),
            .field("defaultProviders", 60, .message(.defaultProviders)),
            .field(
                "discoverySelectors", 59, .list(.message(.labelSelector)),
                until: (.v1_23, .list(.message(.kubernetesLabelSelector)), nil)),
            .field("pathNormalization", 61, .message(.proxyPathNormalization)),
            .field("defaultHttpRetryPolicy", 62, .message(.httpRetry)),
            .field("meshMTLS", 63, .message(.tlsConfig), proto: "mesh_mTLS"),
            .field("tlsDefaults", 64, .message(.tlsConfig)),
            .field("defaultTrafficPolicy", 71, .message(.defaultTrafficPolicy), since: .v1_31),
            .field("serviceEntryVisibility", 72, .message(.serviceEntryVisibility), since: .v1_31),
        ])

    static let outboundTrafficPolicy = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.OutboundTrafficPolicy",
        fields: [
            .field("mode", 1, .enumeration(.outboundTrafficPolicyMode)),
            .field("tls", 2, .message(.clientTLSSettings), since: .v1_30),
        ])

    static let inboundTrafficPolicy = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.InboundTrafficPolicy", since: .v1_22,
        fields: [
            .field("mode", 1, .enumeration(.inboundTrafficPolicyMode), since: .v1_22)
        ])

    static let configSource = MessageShape(
        "istio.mesh.v1alpha1.ConfigSource",
        fields: [
            .field("address", 1, .string),
            .field("tlsSettings", 2, .message(.clientTLSSettings)),
            .field("subscribedResources", 3, .list(.enumeration(.resource))),
        ])

    static let certificateData = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.CertificateData",
        fields: [
            .field("pem", 1, .string, oneof: "certificateData"),
            .field("spiffeBundleUrl", 2, .string, oneof: "certificateData"),
            .field("certSigners", 3, .list(.string)),
            .field("trustDomains", 4, .list(.string)),
        ])

    static let certificate = MessageShape(
        "istio.mesh.v1alpha1.Certificate",
        fields: [
            .field("secretName", 1, .string),
            .field("dnsNames", 2, .list(.string)),
        ])

    static let serviceSettings = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ServiceSettings",
        fields: [
            .field("settings", 1, .message(.serviceSettingsSettings)),
            .field("hosts", 2, .list(.string)),
        ])

    static let serviceScopeConfigs = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ServiceScopeConfigs", since: .v1_27,
        fields: [
            .field("namespaceSelector", 1, .message(.labelSelector), since: .v1_27),
            .field("servicesSelector", 2, .message(.labelSelector), since: .v1_27),
            .field("scope", 3, .enumeration(.serviceScope), since: .v1_27),
        ])

    static let certificateAuthority = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.CA",
        fields: [
            .field("address", 1, .string),
            .field("tlsSettings", 2, .message(.clientTLSSettings)),
            .field("requestTimeout", 3, .duration),
            .field("istiodSide", 4, .bool),
        ])

    static let defaultProviders = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.DefaultProviders",
        fields: [
            .field("tracing", 1, .list(.string)),
            .field("metrics", 2, .list(.string)),
            .field("accessLogging", 3, .list(.string)),
        ])

    static let labelSelector = MessageShape(
        "istio.mesh.v1alpha1.LabelSelector", since: .v1_23,
        fields: [
            .field("matchLabels", 1, .map(.string), proto: "matchLabels", since: .v1_23),
            .field(
                "matchExpressions", 2, .list(.message(.labelSelectorRequirement)), proto: "matchExpressions",
                since: .v1_23),
        ])

    static let proxyPathNormalization = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ProxyPathNormalization",
        fields: [
            .field("normalization", 1, .enumeration(.normalizationType))
        ])

    static let tlsConfig = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.TLSConfig",
        fields: [
            .field("minProtocolVersion", 1, .enumeration(.tlsProtocol)),
            .field("ecdhCurves", 2, .list(.string)),
            .field("cipherSuites", 3, .list(.string)),
        ])

    static let defaultTrafficPolicy = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.DefaultTrafficPolicy", since: .v1_31,
        fields: [
            .field("connectionPool", 1, .message(.connectionPoolSettings), since: .v1_31),
            .field("outlierDetection", 2, .message(.outlierDetection), since: .v1_31),
        ])

    static let serviceEntryVisibility = MessageShape(
        "istio.mesh.v1alpha1.ServiceEntryVisibility", since: .v1_31,
        fields: [
            .field("defaultVisibility", 1, .enumeration(.serviceEntryVisibility), since: .v1_31),
            .field("applyToSidecars", 2, .bool, since: .v1_31),
            .field("policies", 3, .list(.message(.serviceEntryVisibilityPolicy)), since: .v1_31),
        ])

    static let serviceSettingsSettings = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ServiceSettings.Settings",
        fields: [
            .field("clusterLocal", 1, .bool)
        ])

    static let labelSelectorRequirement = MessageShape(
        "istio.mesh.v1alpha1.LabelSelectorRequirement", since: .v1_23,
        fields: [
            .field("key", 1, .string, since: .v1_23),
            .field("operator", 2, .string, since: .v1_23),
            .field("values", 3, .list(.string), since: .v1_23),
        ])

    static let serviceEntryVisibilityPolicy = MessageShape(
        "istio.mesh.v1alpha1.ServiceEntryVisibility.Policy", since: .v1_31,
        fields: [
            .field("visibility", 1, .enumeration(.serviceEntryVisibility), since: .v1_31),
            .field("matchingRules", 2, .list(.message(.serviceEntryVisibilityMatchRule)), since: .v1_31),
        ])

    static let serviceEntryVisibilityMatchRule = MessageShape(
        "istio.mesh.v1alpha1.ServiceEntryVisibility.MatchRule", since: .v1_31,
        fields: [
            .field("namespaceSelector", 1, .message(.labelSelector), oneof: "matcher", since: .v1_31)
        ])
}
