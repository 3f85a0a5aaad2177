import Validation

extension RuleChapter {
    static let injector = RuleChapter(
        "The sidecar injector",
        summary: "config and values of istio-sidecar-injector.",
        rules: [])
}
