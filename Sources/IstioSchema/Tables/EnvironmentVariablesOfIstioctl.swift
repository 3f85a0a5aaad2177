// Source: istio/istio istioctl/pkg, operator/pkg/render, releases 1.20 to 1.31.
// EnvironmentVariableTests compares every row with the registrations of each release.
extension EnvironmentVariable {
    /// What istioctl reads.
    static let istioctl = rows(
        of: .istioctl,
        [
            .variable("ISTIOCONFIG", .string, "$HOME/.istioctl/config.yaml", in: []),
            .variable("ISTIOCTL_AUTHORITY", .string, "", in: []),
            .variable("ISTIOCTL_CERT_DIR", .string, "", in: []),
            .variable("ISTIOCTL_INSECURE", .bool, "false", in: []),
            .variable("ISTIOCTL_ISTIONAMESPACE", .string, "istio-system", in: []),
            .variable("ISTIOCTL_PLAINTEXT", .bool, "false", in: []),
            .variable("ISTIOCTL_PREFER_EXPERIMENTAL", .bool, "false", in: []),
            .variable("ISTIOCTL_XDS_ADDRESS", .string, "", in: []),
            .variable("ISTIOCTL_XDS_PORT", .int, "15012", in: []),
            .variable("TERM", .string, "", in: []),
        ])
}
