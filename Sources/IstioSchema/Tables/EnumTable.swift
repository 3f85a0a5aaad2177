// Source: the enums of istio.io/api, releases 1.20 to 1.31. SchemaTableTests compares every value with the protos.
extension EnumShape {
    static let authenticationPolicy = EnumShape(
        "istio.mesh.v1alpha1.AuthenticationPolicy",
        values: [
            .value("NONE", 0),
            .value("MUTUAL_TLS", 1),
            .value("INHERIT", 1000),
        ])

    static let forwardClientCertDetails = EnumShape(
        "istio.mesh.v1alpha1.ForwardClientCertDetails",
        values: [
            .value("UNDEFINED", 0),
            .value("SANITIZE", 1),
            .value("FORWARD_ONLY", 2),
            .value("APPEND_FORWARD", 3),
            .value("SANITIZE_SET", 4),
            .value("ALWAYS_FORWARD_ONLY", 5),
        ])

    static let accessLogEncoding = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.AccessLogEncoding",
        values: [
            .value("TEXT", 0),
            .value("JSON", 1),
        ])

    static let openCensusProviderTraceContext = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenCensusAgentTracingProvider.TraceContext",
        values: [
            .value("UNSPECIFIED", 0),
            .value("W3C_TRACE_CONTEXT", 1),
            .value("GRPC_BIN", 2),
            .value("CLOUD_TRACE_CONTEXT", 3),
            .value("B3", 4),
        ])

    static let serviceAttributeEnrichment = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ServiceAttributeEnrichment",
        values: [
            .value("ISTIO_CANONICAL", 0, since: .v1_30),
            .value("OTEL_SEMANTIC_CONVENTIONS", 1, since: .v1_30),
        ])

    static let traceContextOption = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ZipkinTracingProvider.TraceContextOption",
        values: [
            .value("USE_B3", 0, since: .v1_28),
            .value("USE_B3_WITH_W3C_PROPAGATION", 1, since: .v1_28),
        ])

    static let meshH2UpgradePolicy = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.H2UpgradePolicy",
        values: [
            .value("DO_NOT_UPGRADE", 0),
            .value("UPGRADE", 1),
        ])

    static let inboundTrafficPolicyMode = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.InboundTrafficPolicy.Mode",
        values: [
            .value("PASSTHROUGH", 0, since: .v1_22),
            .value("LOCALHOST", 1, since: .v1_22),
        ])

    static let ingressControllerMode = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.IngressControllerMode",
        values: [
            .value("UNSPECIFIED", 0),
            .value("OFF", 1),
            .value("DEFAULT", 2),
            .value("STRICT", 3),
        ])

    static let outboundTrafficPolicyMode = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.OutboundTrafficPolicy.Mode",
        values: [
            .value("REGISTRY_ONLY", 0),
            .value("ALLOW_ANY", 1),
            .value("ALLOW_ANY_DYNAMIC_DNS", 3, since: .v1_30),
        ])

    static let normalizationType = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.ProxyPathNormalization.NormalizationType",
        values: [
            .value("DEFAULT", 0),
            .value("NONE", 1),
            .value("BASE", 2),
            .value("MERGE_SLASHES", 3),
            .value("DECODE_AND_MERGE_SLASHES", 4),
        ])

    static let serviceScope = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.ServiceScopeConfigs.Scope",
        values: [
            .value("LOCAL", 0, since: .v1_27),
            .value("GLOBAL", 1, since: .v1_27),
        ])

    static let tlsProtocol = EnumShape(
        "istio.mesh.v1alpha1.MeshConfig.TLSConfig.TLSProtocol",
        values: [
            .value("TLS_AUTO", 0),
            .value("TLSV1_2", 1),
            .value("TLSV1_3", 2),
        ])

    static let headersWithUnderscoresAction = EnumShape(
        "istio.mesh.v1alpha1.ProxyConfig.ConnectionSettings.HeadersWithUnderscoresAction",
        values: [
            .value("HEADERS_WITH_UNDERSCORES_UNSPECIFIED", 0, since: .v1_31),
            .value("HEADERS_WITH_UNDERSCORES_ALLOW", 1, since: .v1_31),
            .value("HEADERS_WITH_UNDERSCORES_REJECT_REQUEST", 2, since: .v1_31),
            .value("HEADERS_WITH_UNDERSCORES_DROP_HEADER", 3, since: .v1_31),
        ])

    static let pathWithEscapedSlashesAction = EnumShape(
        "istio.mesh.v1alpha1.ProxyConfig.ConnectionSettings.PathWithEscapedSlashesAction",
        values: [
            .value("PATH_WITH_ESCAPED_SLASHES_UNSPECIFIED", 0, since: .v1_31),
            .value("KEEP_UNCHANGED", 1, since: .v1_31),
            .value("REJECT_REQUEST", 2, since: .v1_31),
            .value("UNESCAPE_AND_REDIRECT", 3, since: .v1_31),
            .value("UNESCAPE_AND_FORWARD", 4, since: .v1_31),
        ])

    static let connectionProfile = EnumShape(
        "istio.mesh.v1alpha1.ProxyConfig.ConnectionSettings.Profile",
        values: [
            .value("SIDECAR", 0, since: .v1_31),
            .value("EDGE", 1, since: .v1_31),
        ])

    static let inboundInterceptionMode = EnumShape(
        "istio.mesh.v1alpha1.ProxyConfig.InboundInterceptionMode",
        values: [
            .value("REDIRECT", 0),
            .value("TPROXY", 1),
            .value("NONE", 2),
        ])

    static let metadataExchangeMode = EnumShape(
        "istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders.MetadataExchangeMode",
        values: [
            .value("UNDEFINED", 0),
            .value("IN_MESH", 1),
        ])

    static let tracingServiceName = EnumShape(
        "istio.mesh.v1alpha1.ProxyConfig.TracingServiceName",
        values: [
            .value("APP_LABEL_AND_NAMESPACE", 0),
            .value("CANONICAL_NAME_ONLY", 1),
            .value("CANONICAL_NAME_AND_NAMESPACE", 2),
        ])

    static let resource = EnumShape(
        "istio.mesh.v1alpha1.Resource",
        values: [
            .value("SERVICE_REGISTRY", 0)
        ])

    static let serviceEntryVisibility = EnumShape(
        "istio.mesh.v1alpha1.ServiceEntryVisibility.Visibility",
        values: [
            .value("VISIBILITY_UNSPECIFIED", 0, since: .v1_31),
            .value("NONE", 1, since: .v1_31),
            .value("NAMESPACE", 2, since: .v1_31),
            .value("PUBLIC", 3, since: .v1_31),
        ])

    static let openCensusTraceContext = EnumShape(
        "istio.mesh.v1alpha1.Tracing.OpenCensusAgent.TraceContext",
        values: [
            .value("UNSPECIFIED", 0),
            .value("W3C_TRACE_CONTEXT", 1),
            .value("GRPC_BIN", 2),
            .value("CLOUD_TRACE_CONTEXT", 3),
            .value("B3", 4),
        ])

    static let tlsMode = EnumShape(
        "istio.networking.v1alpha3.ClientTLSSettings.TLSmode",
        values: [
            .value("DISABLE", 0),
            .value("SIMPLE", 1),
            .value("MUTUAL", 2),
            .value("ISTIO_MUTUAL", 3),
        ])

    static let h2UpgradePolicy = EnumShape(
        "istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings.H2UpgradePolicy",
        values: [
            .value("DEFAULT", 0),
            .value("DO_NOT_UPGRADE", 1),
            .value("UPGRADE", 2),
        ])
}
