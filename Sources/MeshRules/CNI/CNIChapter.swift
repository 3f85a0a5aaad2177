import Validation

extension RuleChapter {
    static let cni = RuleChapter(
        "The CNI plugin",
        summary: "The ConfigMap istio-cni-config.",
        rules: [])
}
