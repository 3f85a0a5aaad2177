// Source: istio.io/api mesh/v1alpha1/proxy.proto, releases 1.20 to 1.31.
// SchemaTableTests compares every row with the protos of each release.
extension MessageShape {
    static let tracing = MessageShape(
        "istio.mesh.v1alpha1.Tracing",
        fields: [
            .field("zipkin", 1, .message(.zipkinTracing), oneof: "tracer"),
            .field("lightstep", 2, .message(.lightstepTracing), oneof: "tracer"),
            .field("datadog", 3, .message(.datadogTracing), oneof: "tracer"),
            .field("stackdriver", 4, .message(.stackdriverTracing), oneof: "tracer"),
            .field("openCensusAgent", 9, .message(.openCensusAgentTracing), oneof: "tracer"),
            .field("customTags", 5, .map(.message(.customTag))),
            .field("maxPathTagLength", 6, .uint32),
            .field("sampling", 7, .double),
            .field("tlsSettings", 8, .message(.clientTLSSettings)),
            .field("enableIstioTags", 10, .optional(.bool), since: .v1_25),
        ])

    static let zipkinTracing = MessageShape(
        "istio.mesh.v1alpha1.Tracing.Zipkin",
        fields: [
            .field("address", 1, .string)
        ])

    static let lightstepTracing = MessageShape(
        "istio.mesh.v1alpha1.Tracing.Lightstep",
        fields: [
            .field("address", 1, .string),
            .field("accessToken", 2, .string),
        ])

    static let datadogTracing = MessageShape(
        "istio.mesh.v1alpha1.Tracing.Datadog",
        fields: [
            .field("address", 1, .string)
        ])

    static let stackdriverTracing = MessageShape(
        "istio.mesh.v1alpha1.Tracing.Stackdriver",
        fields: [
            .field("debug", 1, .bool),
            .field("maxNumberOfAttributes", 2, .optional(.int64)),
            .field("maxNumberOfAnnotations", 3, .optional(.int64)),
            .field("maxNumberOfMessageEvents", 4, .optional(.int64)),
        ])

    static let openCensusAgentTracing = MessageShape(
        "istio.mesh.v1alpha1.Tracing.OpenCensusAgent",
        fields: [
            .field("address", 1, .string),
            .field("context", 2, .list(.enumeration(.openCensusTraceContext))),
        ])

    static let customTag = MessageShape(
        "istio.mesh.v1alpha1.Tracing.CustomTag",
        fields: [
            .field("literal", 1, .message(.customTagLiteral), oneof: "type"),
            .field("environment", 2, .message(.customTagEnvironment), oneof: "type"),
            .field("header", 3, .message(.customTagRequestHeader), oneof: "type"),
        ])

    static let customTagLiteral = MessageShape(
        "istio.mesh.v1alpha1.Tracing.Literal",
        fields: [
            .field("value", 1, .string)
        ])

    static let customTagEnvironment = MessageShape(
        "istio.mesh.v1alpha1.Tracing.Environment",
        fields: [
            .field("name", 1, .string),
            .field("defaultValue", 2, .string),
        ])

    static let customTagRequestHeader = MessageShape(
        "istio.mesh.v1alpha1.Tracing.RequestHeader",
        fields: [
            .field("name", 1, .string),
            .field("defaultValue", 2, .string),
        ])
}
