import Validation

extension RuleChapter {
    static let istiod = RuleChapter(
        "istiod",
        summary: "The Deployment of istiod, and the environment of its container discovery.",
        rules: [
            .istiodDeploymentShape,
            .istiodEnvNotString,
            .istiodEnvUnparsable,
            .istiodEnvRemoved,
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
