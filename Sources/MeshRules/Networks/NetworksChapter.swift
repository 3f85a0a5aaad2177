import Validation

extension RuleChapter {
    static let networks = RuleChapter(
        "Mesh networks",
        summary: "What meshNetworks says of clusters and gateways.",
        rules: [])
}
