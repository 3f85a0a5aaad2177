import Validation

extension RuleChapter {
    static let providers = RuleChapter(
        "Extension providers",
        summary: "Where telemetry and external authorization are sent.",
        rules: [
            .providerTypeUnknown, .providerTypeMissing, .providerNameEmpty, .providerNameDuplicate, .providerNameFormat,
            .providerOverridesBuiltin, .providerServiceRequired, .providerServiceFormat, .providerServiceShortName,
            .providerPortRange, .providerPortSuspicious, .otelHttpPath, .otelHttpTimeout, .otelHttpAndGrpc,
            .extAuthzHeaderWildcard, .extAuthzHeadersDeprecated, .extAuthzHeadersBoth, .extAuthzNoHeaders,
            .extAuthzStatusOnError, .extAuthzPathPrefix, .extAuthzFailOpen, .extAuthzTimeout, .extAuthzBodySize,
            .providerHeaderSecret,
        ])
}
