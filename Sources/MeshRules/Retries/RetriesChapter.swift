import Validation

extension RuleChapter {
    static let retries = RuleChapter(
        "Retries",
        summary: "What defaultHttpRetryPolicy repeats, and whether that is safe.",
        rules: [])
}
