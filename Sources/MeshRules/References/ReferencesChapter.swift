import Validation

extension RuleChapter {
    static let references = RuleChapter(
        "References",
        summary: "What other resources name, where `sekisho check` is given them and the mesh configuration together.",
        rules: [
            .telemetryProviderUndefined,
            .telemetryProviderWrongKind,
            .authzProviderUndefined,
            .authzProviderWrongKind,
        ])
}
