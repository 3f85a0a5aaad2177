// Source: istio.io/api mesh/v1alpha1/config.proto, releases 1.20 to 1.31.
// SchemaTableTests compares every row with the protos of each release.
extension MessageShape {
    static let extensionProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider",
        fields: [
            .field("name", 1, .string),
            .field("envoyExtAuthzHttp", 2, .message(.envoyExternalAuthorizationHttpProvider), oneof: "provider"),
            .field("envoyExtAuthzGrpc", 3, .message(.envoyExternalAuthorizationGrpcProvider), oneof: "provider"),
            .field("zipkin", 4, .message(.zipkinTracingProvider), oneof: "provider"),
            .field("lightstep", 5, .message(.lightstepTracingProvider), oneof: "provider", deprecated: .v1_20),
            .field("datadog", 6, .message(.datadogTracingProvider), oneof: "provider"),
            .field("stackdriver", 7, .message(.stackdriverProvider), oneof: "provider"),
            .field("opencensus", 8, .message(.openCensusAgentTracingProvider), oneof: "provider", deprecated: .v1_22),
            .field("skywalking", 9, .message(.skyWalkingTracingProvider), oneof: "provider"),
            .field("opentelemetry", 15, .message(.openTelemetryTracingProvider), oneof: "provider"),
            .field("prometheus", 10, .message(.prometheusMetricsProvider), oneof: "provider"),
            .field("envoyFileAccessLog", 11, .message(.envoyFileAccessLogProvider), oneof: "provider"),
            .field("envoyHttpAls", 12, .message(.envoyHttpGrpcV3LogProvider), oneof: "provider"),
            .field("envoyTcpAls", 13, .message(.envoyTcpGrpcV3LogProvider), oneof: "provider"),
            .field("envoyOtelAls", 14, .message(.envoyOpenTelemetryLogProvider), oneof: "provider"),
            .field("sds", 16, .message(.sdsProvider), oneof: "provider", since: .v1_27),
        ])

    static let envoyExternalAuthorizationHttpProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationHttpProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("timeout", 9, .duration),
            .field("pathPrefix", 3, .string),
            .field("failOpen", 4, .bool),
            .field("clearRouteCache", 14, .bool, since: .v1_25),
            .field("statusOnError", 5, .string),
            .field("includeHeadersInCheck", 6, .list(.string), deprecated: .v1_22),
            .field("includeRequestHeadersInCheck", 10, .list(.string)),
            .field("includeAdditionalHeadersInCheck", 11, .map(.string)),
            .field("includeRequestBodyInCheck", 12, .message(.envoyExternalAuthorizationRequestBody)),
            .field("headersToUpstreamOnAllow", 7, .list(.string)),
            .field("headersToDownstreamOnDeny", 8, .list(.string)),
            .field("headersToDownstreamOnAllow", 13, .list(.string)),
        ])

    static let envoyExternalAuthorizationGrpcProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationGrpcProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("timeout", 5, .duration),
            .field("failOpen", 3, .bool),
            .field("clearRouteCache", 7, .bool, since: .v1_25),
            .field("statusOnError", 4, .string),
            .field("includeRequestBodyInCheck", 6, .message(.envoyExternalAuthorizationRequestBody)),
        ])

    static let zipkinTracingProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ZipkinTracingProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("maxTagLength", 3, .uint32),
            .field("enable64bitTraceId", 4, .bool, proto: "enable_64bit_trace_id"),
            .field("path", 5, .string, since: .v1_24),
            .field("traceContextOption", 6, .enumeration(.traceContextOption), since: .v1_28),
            .field("timeout", 7, .duration, since: .v1_29),
            .field("headers", 8, .list(.message(.httpHeader)), since: .v1_29),
        ])

    static let lightstepTracingProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.LightstepTracingProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("accessToken", 3, .string),
            .field("maxTagLength", 4, .uint32),
        ])

    static let datadogTracingProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.DatadogTracingProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("maxTagLength", 3, .uint32),
        ])

    static let stackdriverProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.StackdriverProvider",
        fields: [
            .field("debug", 1, .bool, deprecated: .v1_20),
            .field("maxNumberOfAttributes", 2, .optional(.int64), deprecated: .v1_20),
            .field("maxNumberOfAnnotations", 3, .optional(.int64), deprecated: .v1_20),
            .field("maxNumberOfMessageEvents", 4, .optional(.int64), deprecated: .v1_20),
            .field("maxTagLength", 5, .uint32),
            .field("logging", 6, .message(.stackdriverLogging)),
        ])

    static let openCensusAgentTracingProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenCensusAgentTracingProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("context", 3, .list(.enumeration(.openCensusProviderTraceContext))),
            .field("maxTagLength", 4, .uint32),
        ])

    static let skyWalkingTracingProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.SkyWalkingTracingProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("accessToken", 3, .string),
        ])

    static let openTelemetryTracingProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("maxTagLength", 3, .uint32),
            .field("http", 4, .message(.httpService), since: .v1_22),
            .field("grpc", 7, .message(.grpcService), since: .v1_24),
            .field("resourceDetectors", 5, .message(.resourceDetectors), since: .v1_22),
            .field("serviceAttributeEnrichment", 8, .enumeration(.serviceAttributeEnrichment), since: .v1_30),
            .field("dynatraceSampler", 6, .message(.dynatraceSampler), oneof: "sampling", since: .v1_22),
        ])

    static let prometheusMetricsProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.PrometheusMetricsProvider",
        fields: [])

    static let envoyFileAccessLogProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyFileAccessLogProvider",
        fields: [
            .field("path", 1, .string),
            .field("logFormat", 2, .message(.fileLogFormat)),
            .field("omitEmptyValues", 3, .bool, since: .v1_26),
        ])

    static let envoyHttpGrpcV3LogProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyHttpGrpcV3LogProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("logName", 3, .string),
            .field("filterStateObjectsToLog", 4, .list(.string)),
            .field("additionalRequestHeadersToLog", 5, .list(.string)),
            .field("additionalResponseHeadersToLog", 6, .list(.string)),
            .field("additionalResponseTrailersToLog", 7, .list(.string)),
        ])

    static let envoyTcpGrpcV3LogProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyTcpGrpcV3LogProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("logName", 3, .string),
            .field("filterStateObjectsToLog", 4, .list(.string)),
        ])

    static let envoyOpenTelemetryLogProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyOpenTelemetryLogProvider",
        fields: [
            .field("service", 1, .string),
            .field("port", 2, .uint32),
            .field("logName", 3, .string),
            .field("logFormat", 4, .message(.openTelemetryLogFormat)),
        ])

    static let sdsProvider = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.SDSProvider", since: .v1_27,
        fields: [
            .field("name", 1, .string, since: .v1_27),
            .field("service", 2, .string, since: .v1_27),
            .field("port", 3, .uint32, since: .v1_27),
        ])

    static let envoyExternalAuthorizationRequestBody = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationRequestBody",
        fields: [
            .field("maxRequestBytes", 1, .uint32),
            .field("allowPartialMessage", 2, .bool),
            .field("packAsBytes", 3, .bool),
        ])

    static let httpHeader = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.HttpHeader", since: .v1_22,
        fields: [
            .field("name", 1, .string, since: .v1_22),
            .field("value", 2, .string, oneof: "headerValue", since: .v1_22, until: (.v1_26, .string, nil)),
            .field("envName", 3, .string, oneof: "headerValue", since: .v1_26),
        ])

    static let stackdriverLogging = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.StackdriverProvider.Logging",
        fields: [
            .field("labels", 1, .map(.string))
        ])

    static let httpService = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.HttpService", since: .v1_22,
        fields: [
            .field("path", 1, .string, since: .v1_22),
            .field("timeout", 2, .duration, since: .v1_22),
            .field("headers", 3, .list(.message(.httpHeader)), since: .v1_22),
        ])

    static let grpcService = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.GrpcService", since: .v1_24,
        fields: [
            .field("timeout", 1, .duration, since: .v1_24),
            .field("initialMetadata", 2, .list(.message(.httpHeader)), since: .v1_24),
        ])

    static let resourceDetectors = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ResourceDetectors", since: .v1_22,
        fields: [
            .field("environment", 1, .message(.environmentResourceDetector), since: .v1_22),
            .field("dynatrace", 2, .message(.dynatraceResourceDetector), since: .v1_22),
        ])

    static let dynatraceSampler = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider.DynatraceSampler", since: .v1_22,
        fields: [
            .field("tenant", 1, .string, since: .v1_22),
            .field("clusterId", 2, .int32, since: .v1_22),
            .field("rootSpansPerMinute", 3, .uint32, since: .v1_22),
            .field("httpService", 4, .message(.dynatraceApi), since: .v1_22),
        ])

    static let fileLogFormat = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyFileAccessLogProvider.LogFormat",
        fields: [
            .field("text", 1, .string, oneof: "logFormat"),
            .field("labels", 2, .freeForm, oneof: "logFormat"),
        ])

    static let openTelemetryLogFormat = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyOpenTelemetryLogProvider.LogFormat",
        fields: [
            .field("text", 1, .string),
            .field("labels", 2, .freeForm),
        ])

    static let environmentResourceDetector = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ResourceDetectors.EnvironmentResourceDetector", since: .v1_22,
        fields: [])

    static let dynatraceResourceDetector = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.ResourceDetectors.DynatraceResourceDetector", since: .v1_22,
        fields: [])

    static let dynatraceApi = MessageShape(
        "istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider.DynatraceSampler.DynatraceApi",
        since: .v1_22,
        fields: [
            .field("service", 1, .string, since: .v1_22),
            .field("port", 2, .uint32, since: .v1_22),
            .field("http", 3, .message(.httpService), since: .v1_22),
        ])
}
