import Validation

extension RuleChapter {
    static let networks = RuleChapter(
        "Mesh networks",
        summary: "What meshNetworks says of clusters and gateways.",
        rules: [
            .networkCidrInvalid, .networkCidrWithoutPrefix, .networkCidrHostBits, .networkCidrOverlap,
            .networkCidrDuplicate, .networkRegistryName, .networkRegistryDuplicate, .networkGatewayAddress,
            .networkGatewayShortName, .networkGatewayPort, .networkGatewayMissing, .networkGatewayPortUnusual,
            .networkShape,
        ])
}
