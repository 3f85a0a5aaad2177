import Validation

extension RuleChapter {
    static let variables = RuleChapter(
        "Variables of the proxies",
        summary: "proxyMetadata, and environmentVariables of the ProxyConfig resource.",
        rules: [
            .proxymetadataNotString,
            .proxymetadataMetaBoolUnparsable,
            .proxymetadataMetaStructured,
            .proxymetadataValueUnparsable,
            .proxymetadataBoolCasing,
            .proxymetadataIstiodOnly,
            .proxymetadataRemovedVariable,
            .proxymetadataUnknownVariable,
            .proxymetadataEnvName,
            .proxymetadataValueBreaksTemplate,
            .proxymetadataReserved,
            .dnsAutoAllocateWithoutCapture,
            .dnsAutoAllocateDeprecated,
            .minimumDrainWithoutExitOnZero,
            .exitOnZeroGracePeriod,
            .dnsCaptureWithRegistryOnly,
        ])
}
