import Validation

extension RuleChapter {
    static let istiod = RuleChapter(
        "istiod's environment",
        summary: "The Deployment of istiod and its variables.",
        rules: [])
}
