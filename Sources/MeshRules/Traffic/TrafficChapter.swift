import Validation

extension RuleChapter {
    static let traffic = RuleChapter(
        "Traffic, ports, discovery, ingress and statistics",
        summary: "What the proxies listen on, where they may send to, and what they count.",
        rules: [
            .outboundPolicyImplicitRegistryOnly, .outboundRegistryOnly, .outboundTlsIgnored, .discoverySelectorInvalid,
            .discoverySelectorRootNamespace, .discoverySelectorMatchesAll, .ingressServiceSelectorMismatch,
            .proxyListenPortRange, .uncheckedPortRange, .proxyPortConflict, .proxyPortPrivileged,
            .proxyListenPortChangedFromDefault, .statNameUnknownOperator, .statNameDoublePercent, .statNameNotUnique,
            .prometheusMergeOff, .connectTimeoutRange, .protocolDetectionTimeoutPrecision, .localityLbInvalid,
            .zoneAwareLbInvalid, .serviceSettingsHost, .defaultExportToInvalid, .autoMtlsDisabled,
            .pathNormalizationWeak, .defaultTrafficPolicyInvalid,
        ])
}
