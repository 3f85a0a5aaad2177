import Validation

extension RuleChapter {
    static let retries = RuleChapter(
        "Retries",
        summary: "What defaultHttpRetryPolicy repeats, and whether that is safe.",
        rules: [
            .unsafe503Retry, .unsafe5xxRetry, .unsafeResetRetry, .retryOnTimeoutCondition, .retryAttemptsMissing,
            .retryAttemptsNegative, .retryAttemptsExcessive, .retryOnUnknownToken, .retryOnBadStatusCode,
            .retryOnStatusCodesWithoutCodes, .retryPerTryTimeout, .retryBackoffRange, .retryDefaultIncludes503,
        ])
}
