import Validation

extension RuleChapter {
    static let proxyConfigResources = RuleChapter(
        "The ProxyConfig resource",
        summary: "ProxyConfig of networking.istio.io.",
        rules: [
            .proxyconfigResourceObject,
            .proxyconfigResourceAnnotation,
            .proxyconfigResourceUnknownField,
            .proxyconfigResourceSchema,
            .proxyconfigResourceEmptySelector,
            .proxyconfigResourceRootSelector,
            .proxyconfigResourceValues,
            .proxyconfigResourceLimits,
            .proxyconfigResourceRestart,
        ])
}
