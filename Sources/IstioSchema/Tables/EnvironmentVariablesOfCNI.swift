// Source: istio/istio cni/pkg, releases 1.20 to 1.31.
// EnvironmentVariableTests compares every row with the registrations of each release.
extension EnvironmentVariable {
    /// What install-cni and the CNI plugin read.
    static let cni = rows(
        of: .cni,
        [
            .variable("ALLOW_SWITCH_TO_HOST_NS", .unparsed, nil, in: [.installCNI, .cniPlugin], since: .v1_26),
            .variable("AMBIENT_ENABLED", .bool, "false", in: .installCNI),
            .variable(
                "AMBIENT_ENABLE_AWS_BRANCH_ENI_PROBE", .bool, "true", in: [.installCNI, .cniPlugin],
                since: .v1_28),
            .variable(
                "AMBIENT_USE_SCOPED_XTABLES_LOCKING", .bool, "true", in: [.installCNI, .cniPlugin],
                since: .v1_25),
            .variable("CHAINED_CNI_PLUGIN", .bool, "true", in: .installCNI),
            .variable("CNI_AGENT_RUN_DIR", .string, "/var/run/istio-cni", in: .installCNI, since: .v1_23),
            .variable("CNI_CONF_GROUP_READ", .bool, "false", in: .installCNI, since: .v1_30),
            .variable("CNI_CONF_NAME", .string, "", in: .installCNI),
            .variable(
                "CNI_EVENT_ADDRESS", .string, "/var/run/istio-cni/pluginevent.sock", in: .installCNI,
                since: .v1_21, removed: .v1_23),
            .variable("CNI_NETWORK_CONFIG", .string, "", in: .installCNI),
            .variable("CNI_NETWORK_CONFIG_FILE", .string, "", in: .installCNI),
            .variable("CNI_NET_DIR", .string, "/etc/cni/net.d", in: .installCNI, removed: .v1_23),
            .variable("EBPF_ENABLED", .bool, "false", in: .installCNI, removed: .v1_21),
            .variable("ENABLE_AMBIENT_DETECTION_RETRY", .bool, "false", in: .installCNI, since: .v1_28),
            .variable("HOST_IP", .string, "", in: .every, removed: .v1_21),
            .variable("HOST_PROBE_SNAT_IP", .string, "169.254.7.127", in: [.installCNI, .cniPlugin], since: .v1_21),
            .variable(
                "HOST_PROBE_SNAT_IPV6", .string, "fd16:9254:7127:1337:ffff:ffff:ffff:ffff", in: [.installCNI, .cniPlugin],
                since: .v1_23),
            .variable("ISTIO_OWNED_CNI_CONFIG", .bool, "false", in: .installCNI, since: .v1_27),
            .variable("ISTIO_OWNED_CNI_CONFIG_FILENAME", .string, "", in: .installCNI, since: .v1_27),
            .variable("KUBECFG_FILE_NAME", .string, "ZZZ-istio-cni-kubeconfig", in: .installCNI, removed: .v1_23),
            .variable("KUBECONFIG_MODE", .int, "384", in: .installCNI),
            .variable("KUBERNETES_NODE_NAME", .unparsed, nil, in: .installCNI),
            .variable("KUBERNETES_SERVICE_PORT", .unparsed, nil, in: .installCNI),
            .variable("KUBERNETES_SERVICE_PROTOCOL", .unparsed, nil, in: .installCNI),
            .variable("KUBE_CA_FILE", .string, "", in: .installCNI),
            .variable("LOG_LEVEL", .string, "warn", in: .installCNI),
            .variable("LOG_UDS_ADDRESS", .string, "/var/run/istio-cni/log.sock", in: .installCNI, removed: .v1_23),
            .variable("MONITORING_PORT", .int, "15014", in: .installCNI),
            .variable("MOUNTED_CNI_NET_DIR", .string, "/host/etc/cni/net.d", in: .installCNI),
            .variable("NODE_NAME", .string, "", in: [.installCNI, .cniPlugin]),
            .variable("REPAIR_BROKEN_POD_LABEL_KEY", .string, "cni.istio.io/uninitialized", in: .installCNI),
            .variable("REPAIR_BROKEN_POD_LABEL_VALUE", .string, "true", in: .installCNI),
            .variable("REPAIR_DELETE_PODS", .bool, "false", in: .installCNI),
            .variable("REPAIR_ENABLED", .bool, "true", in: .installCNI),
            .variable("REPAIR_FIELD_SELECTORS", .string, "", in: .installCNI),
            .variable("REPAIR_INIT_CONTAINER_EXIT_CODE", .int, "126", in: .installCNI),
            .variable("REPAIR_INIT_CONTAINER_NAME", .string, "istio-validation", in: .installCNI),
            .variable("REPAIR_INIT_CONTAINER_TERMINATION_MESSAGE", .string, "", in: .installCNI),
            .variable("REPAIR_LABEL_PODS", .bool, "false", in: .installCNI),
            .variable("REPAIR_LABEL_SELECTORS", .string, "", in: .installCNI),
            .variable("REPAIR_NODE_NAME", .string, "", in: .installCNI),
            .variable("REPAIR_SIDECAR_ANNOTATION", .string, "sidecar.istio.io/status", in: .installCNI),
            .variable("SKIP_TLS_VERIFY", .bool, "false", in: .installCNI),
            .variable("SYSTEM_NAMESPACE", .string, "istio-system", in: [.installCNI, .cniPlugin]),
            .variable("ZTUNNEL_UDS_ADDRESS", .string, "/var/run/ztunnel/ztunnel.sock", in: .installCNI, since: .v1_21),
        ])
}
