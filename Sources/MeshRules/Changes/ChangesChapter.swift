import Validation

extension RuleChapter {
    static let changes = RuleChapter(
        "Changes",
        summary: "What a change does to a mesh that runs.",
        rules: [
            .trustDomainChanged,
            .trustDomainAliasRemoved,
            .registryOnlyEnabled,
            .providerRemovedStillReferenced,
            .authzProviderRemoved,
            .providerTypeChanged,
            .authzFailOpenEnabled,
            .rootNamespaceChanged,
            .meshConfigmapDeleted,
            .meshKeyRemoved,
            .injectorConfigmapDeleted,
            .injectorDisabled,
            .rootCertReplaced,
            .caCertificatesRemoved,
            .discoverySelectorsNarrowed,
            .autoMtlsSwitchedOff,
            .retriesSwitchedOff,
            .retryMadeUnsafe,
            .metricsProviderRemoved,
            .proxyPortChanged,
            .networkRemoved,
            .networkCidrChanged,
            .proxyDefaultsChanged,
            .imageTypeChanged,
            .cniExcludeChanged,
            .meshRepaired,
        ])
}
