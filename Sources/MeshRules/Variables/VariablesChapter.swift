import Validation

extension RuleChapter {
    static let variables = RuleChapter(
        "Variables of the proxies",
        summary: "proxyMetadata, and environmentVariables of the ProxyConfig resource.",
        rules: [])
}
