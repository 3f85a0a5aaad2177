import Validation

extension RuleChapter {
    static let proxies = RuleChapter(
        "The proxies' defaults",
        summary: "What defaultConfig and the annotation proxy.istio.io/config set for every proxy.",
        rules: [
            .proxyconfigRequiredText, .proxyconfigDiscoveryAddress, .discoveryAddressPlainText,
            .proxyconfigDrainDuration,
            .proxyconfigTerminationDrain, .terminationDrainShadowed, .holdApplicationOff, .proxyImageType,
            .privateKeyProviderInvalid, .concurrencyRange, .remoteServiceAddress, .remoteServiceTlsIncomplete,
            .tracingTlsInvalid, .controlPlaneAuthNone, .controlPlaneAuthInherit, .proxyPortsRange,
            .proxyHeadersRequestIdOff, .xfccAlwaysForward, .gatewayTopologyTrustedProxies, .tracingServiceNameDefault,
            .interceptionTproxy, .runtimeValues, .statsMatcherBroad, .statsMatcherInvalid, .bootstrapText,
            .customBootstrap, .connectionSettingsInvalid, .proxyconfigAnnotationMisplaced,
            .proxyconfigAnnotationNotText,
        ])
}
