import Validation

extension RuleChapter {
    static let injector = RuleChapter(
        "The sidecar injector",
        summary: "The ConfigMap istio-sidecar-injector, its config and its values.",
        rules: [
            .injectorConfigYaml,
            .injectorPolicy,
            .injectorTemplateSyntax,
            .injectorValuesParse,
            .injectorSelectorInvalid,
            .injectorDefaultTemplateMissing,
            .injectorHubTag,
        ])
}
