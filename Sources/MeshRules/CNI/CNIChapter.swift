import Validation

extension RuleChapter {
    static let cni = RuleChapter(
        "The CNI plugin",
        summary: "The ConfigMap istio-cni-config.",
        rules: [
            .cniValueType,
            .cniBoolUnparsable,
            .cniExcludedNamespacesKey,
            .cniExcludeNamespacesFormat,
            .cniConfFilenameKey,
            .cniRepairConflict,
            .cniRepairNoop,
            .cniRepairDisabled,
            .cniRepairTarget,
            .cniAmbientCombination,
            .cniAmbientSelector,
            .cniChaining,
            .cniSkipTlsVerify,
            .cniUnknownKey,
            .cniRestartRequired,
        ])
}
