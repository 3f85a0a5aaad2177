// Source: istio/istio operator, releases 1.20 to 1.31.
// EnvironmentVariableTests compares every row with the registrations of each release.
extension EnvironmentVariable {
    /// What the in-cluster operator and the commands of its package read.
    static let istioOperator = rows(
        of: .istioOperator,
        [
            .variable("AUTO_GKE_DETECTION", .bool, "true", in: [], since: .v1_26),
            .variable("KUBEBUILDER", .unparsed, nil, in: [], removed: .v1_24),
            .variable("LEADER_ELECTION_NAMESPACE", .unparsed, nil, in: [], removed: .v1_24),
            .variable("REFRESH_GOLDEN", .unparsed, nil, in: [], removed: .v1_24),
            .variable("RENEW_DEADLINE", .unparsed, nil, in: [], removed: .v1_24),
            .variable("WAIT_FOR_RESOURCES_TIMEOUT", .unparsed, nil, in: [], removed: .v1_24),
            .variable("WATCH_NAMESPACE", .unparsed, nil, in: [], removed: .v1_24),
        ])
}
