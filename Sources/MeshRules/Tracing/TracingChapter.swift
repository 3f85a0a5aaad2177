import Validation

extension RuleChapter {
    static let tracing = RuleChapter(
        "Tracing, default providers and access logs",
        summary: "Whether spans, metrics and logs arrive.",
        rules: [])
}
