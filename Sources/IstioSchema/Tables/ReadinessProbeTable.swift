// Source: istio.io/api networking/v1alpha3/workload_group.proto, releases 1.20 to 1.31.
// SchemaTableTests compares every row with the protos of each release.
extension MessageShape {
    static let readinessProbe = MessageShape(
        "istio.networking.v1alpha3.ReadinessProbe",
        fields: [
            .field("initialDelaySeconds", 2, .int32),
            .field("timeoutSeconds", 3, .int32),
            .field("periodSeconds", 4, .int32),
            .field("successThreshold", 5, .int32),
            .field("failureThreshold", 6, .int32),
            .field("httpGet", 7, .message(.httpHealthCheck), oneof: "healthCheckMethod"),
            .field("tcpSocket", 8, .message(.tcpHealthCheck), oneof: "healthCheckMethod"),
            .field("exec", 9, .message(.execHealthCheck), oneof: "healthCheckMethod"),
            .field("grpc", 10, .message(.grpcHealthCheck), oneof: "healthCheckMethod", since: .v1_25),
        ])

    static let httpHealthCheck = MessageShape(
        "istio.networking.v1alpha3.HTTPHealthCheckConfig",
        fields: [
            .field("path", 1, .string),
            .field("port", 2, .uint32),
            .field("host", 3, .string),
            .field("scheme", 4, .string),
            .field("httpHeaders", 5, .list(.message(.probeHTTPHeader))),
        ])

    static let tcpHealthCheck = MessageShape(
        "istio.networking.v1alpha3.TCPHealthCheckConfig",
        fields: [
            .field("host", 1, .string),
            .field("port", 2, .uint32),
        ])

    static let execHealthCheck = MessageShape(
        "istio.networking.v1alpha3.ExecHealthCheckConfig",
        fields: [
            .field("command", 1, .list(.string))
        ])

    static let grpcHealthCheck = MessageShape(
        "istio.networking.v1alpha3.GrpcHealthCheckConfig", since: .v1_25,
        fields: [
            .field("port", 1, .uint32, since: .v1_25),
            .field("service", 2, .string, since: .v1_25),
        ])

    static let probeHTTPHeader = MessageShape(
        "istio.networking.v1alpha3.HTTPHeader",
        fields: [
            .field("name", 1, .string),
            .field("value", 2, .string),
        ])
}
