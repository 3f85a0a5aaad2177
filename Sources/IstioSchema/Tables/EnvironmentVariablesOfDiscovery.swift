// Source: istio/istio pilot/pkg/bootstrap, pilot/pkg/xds, pkg/platform, releases 1.20 to 1.31.
// EnvironmentVariableTests compares every row with the registrations of each release.
extension EnvironmentVariable {
    /// What istiod reads beside its feature switches.
    static let discovery = rows(
        of: .discovery,
        [
            .variable("AUDIENCE", .string, "", in: .discovery),
            .variable("CITADEL_ENABLE_JITTER_FOR_ROOT_CERT_ROTATOR", .bool, "true", in: .discovery),
            .variable("CITADEL_SELF_SIGNED_CA_CERT_TTL", .duration, "87600h0m0s", in: .discovery),
            .variable("CITADEL_SELF_SIGNED_CA_RSA_KEY_SIZE", .int, "2048", in: .discovery),
            .variable("CITADEL_SELF_SIGNED_ROOT_CERT_CHECK_INTERVAL", .duration, "1h0m0s", in: .discovery),
            .variable("CITADEL_SELF_SIGNED_ROOT_CERT_GRACE_PERIOD_PERCENTILE", .int, "20", in: .discovery),
            .variable("DEFAULT_WORKLOAD_CERT_TTL", .duration, "24h0m0s", in: .discovery),
            .variable("EXTERNAL_CA", .string, "", in: .discovery),
            .variable("INJECT_ENABLED", .bool, "true", in: .discovery),
            .variable("JWT_RULE", .string, "", in: .discovery),
            .variable("K8S_INGRESS_NS", .string, "istio-system", in: .discovery),
            .variable("K8S_SIGNER", .string, "", in: .discovery),
            .variable("K_REVISION", .string, "", in: .agentAndDiscovery, only: [.agent: .until(.v1_23)]),
            .variable("MAX_WORKLOAD_CERT_TTL", .duration, "2160h0m0s", in: .discovery),
            .variable("PLATFORM", .string, "", in: .discovery),
            .variable("REVISION", .string, "", in: [.discovery, .installCNI, .cniPlugin]),
            .variable("ROOT_CA_DIR", .string, "./etc/cacerts", in: .discovery),
            .variable("TOKEN_ISSUER", .string, "", in: .discovery),
            .variable("USE_REMOTE_CERTS", .bool, "false", in: .discovery),
        ])
}
