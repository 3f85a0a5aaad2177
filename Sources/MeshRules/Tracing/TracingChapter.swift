import Validation

extension RuleChapter {
    static let tracing = RuleChapter(
        "Tracing, default providers and access logs",
        summary: "Whether spans, metrics and logs arrive.",
        rules: [
            .enableTracingFalse, .enableTracingMissing, .tracingProviderNotSelected, .defaultProviderUndefined,
            .defaultProviderWrongKind, .stackdriverProviderRemoved, .tracerRemoved, .defaultProviderMultipleTracing,
            .metricsProviderMissing, .legacyTracingBlock, .legacyTracingShadowed, .legacyTracingAddress,
            .tracingSamplingRange, .tracingSamplingZero, .tracingSamplingFull, .accessLogShadowed,
            .accessLogFormatWithoutFile, .accessLogJsonFormatInvalid, .accessLogFormatOperator, .accessLogFilePath,
            .alsWithoutAddress, .alsAddressWithoutEnable,
        ])
}
