import Validation

extension RuleChapter {
    static let changes = RuleChapter(
        "Changes",
        summary: "What a change does to a mesh that runs.",
        rules: [])
}
