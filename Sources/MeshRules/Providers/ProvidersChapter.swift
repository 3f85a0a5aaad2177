import Validation

extension RuleChapter {
    static let providers = RuleChapter(
        "Extension providers",
        summary: "Where telemetry and external authorization are sent.",
        rules: [])
}
