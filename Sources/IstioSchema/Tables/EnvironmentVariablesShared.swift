// Source: istio/istio pkg/security, pkg/keepalive, pkg/features and others, releases 1.20 to 1.31.
// EnvironmentVariableTests compares every row with the registrations of each release.
extension EnvironmentVariable {
    /// What several binaries read.
    static let shared = rows(
        of: .shared,
        [
            .variable("COMPLIANCE_POLICY", .string, "", in: .everyButPlugin, only: [.installCNI: .from(.v1_22)]),
            .variable(
                "GRPC_KEEPALIVE_INTERVAL", .duration, "30s", in: .everyButPlugin,
                only: [.installCNI: .from(.v1_23)]),
            .variable(
                "GRPC_KEEPALIVE_TIMEOUT", .duration, "10s", in: .everyButPlugin,
                only: [.installCNI: .from(.v1_23)]),
            .variable("HOME", .unparsed, nil, in: [.discovery, .installCNI, .cniPlugin], since: .v1_24),
            .variable("ISTIO_DUAL_STACK", .bool, "false", in: .every),
            .variable("KUBERNETES_SERVICE_HOST", .string, "", in: .everyButPlugin),
            .variable("METRICS_LOCALHOST_ACCESS_ONLY", .bool, "false", in: .everyButPlugin, since: .v1_22),
            .variable("POD_NAME", .string, "", in: .every),
            .variable(
                "POD_NAMESPACE", .string, "istio-system", in: .every,
                only: [.installCNI: .from(.v1_23), .cniPlugin: .from(.v1_23)]),
            .variable("REQUIRE_3P_TOKEN", .bool, "false", in: .agentAndDiscovery, removed: .v1_24),
            .variable(
                "TOKEN_AUDIENCES", .string, "istio-ca", in: .everyButPlugin,
                only: [.installCNI: .between(.v1_29, .v1_30)]),
            .variable(
                "XDS_AUTH_PLAINTEXT", .bool, "false", in: .everyButPlugin,
                only: [.installCNI: .between(.v1_29, .v1_30)]),
        ])
}
