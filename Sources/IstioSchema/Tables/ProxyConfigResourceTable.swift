// Source: istio.io/api networking/v1beta1/proxy_config.proto, type/v1beta1/selector.proto, releases 1.20 to 1.31.
// SchemaTableTests compares every row with the protos of each release.
extension MessageShape {
    static let proxyConfigResource = MessageShape(
        "istio.networking.v1beta1.ProxyConfig",
        fields: [
            .field("selector", 1, .message(.workloadSelector)),
            .field("concurrency", 2, .optional(.int32)),
            .field("environmentVariables", 3, .map(.string)),
            .field("image", 4, .message(.proxyImage)),
        ])

    static let proxyImage = MessageShape(
        "istio.networking.v1beta1.ProxyImage",
        fields: [
            .field("imageType", 1, .string)
        ])

    static let workloadSelector = MessageShape(
        "istio.type.v1beta1.WorkloadSelector",
        fields: [
            .field("matchLabels", 1, .map(.string))
        ])
}
