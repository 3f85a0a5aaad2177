import Validation

extension RuleChapter {
    static let proxies = RuleChapter(
        "The proxies' defaults",
        summary: "What defaultConfig and the annotation proxy.istio.io/config set for every proxy.",
        rules: [])
}
