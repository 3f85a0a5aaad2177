import Validation

extension RuleChapter {
    static let document = RuleChapter(
        "The document",
        summary: "What Istio can read at all, and which fields it drops without a word.",
        rules: [
            .meshYamlSyntax,
            .meshNotAMapping,
            .meshTypeMismatch,
            .meshEnumUnknown,
            .meshYaml11BooleanTrap,
            .meshUnknownField,
            .meshMisplacedField,
            .meshFieldNeedsVersion,
            .meshSpellingDropped,
            .meshDuplicateKey,
            .meshMultipleDocuments,
            .meshOneofConflict,
            .meshDeprecatedField,
            .meshConfigmapName,
            .meshKeyMissing,
            .meshFieldOutsideText,
            .configmapDataNotText,
            .meshConfigmapImmutable,
            .meshPlaceholderLeft,
        ])
}
