import Validation

extension RuleChapter {
    static let istiod = RuleChapter(
        "istiod",
        summary: "The Deployment of istiod, and the environment of its container discovery, there or in what makes it.",
        rules: [
            .istiodDeploymentShape,
            .istiodEnvNotString,
            .istiodEnvUnparsable,
            .istiodEnvRemoved,
            .istiodEnvIgnored,
            .istiodUnsafe503Reverted,
            .istiodTraceSampling,
            .istiodCertProvider,
            .istiodWorkloadCertTtl,
            .istiodSelfSignedTtl,
            .istiodRootCheckInterval,
            .istiodJwksRefresh,
            .istiodClusterId,
            .istiodUnsafeFlag,
            .istiodScopingOffWithSelectors,
        ])
}
