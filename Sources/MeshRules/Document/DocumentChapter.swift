import Validation

extension RuleChapter {
    static let document = RuleChapter(
        "The document",
        summary: "What Istio can read at all, and which fields it drops without a word.",
        rules: [])
}
