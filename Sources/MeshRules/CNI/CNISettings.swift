import Documents
import IstioSchema
import Validation

/// The settings in the ConfigMap istio-cni-config: variables of the container install-cni.
///
/// viper reads them: a boolean as `strconv.ParseBool` does, and what that refuses is false.
///
/// Source: cni/pkg/cmd/root.go `constructConfig`; manifests/charts/istio-cni/templates/configmap-cni.yaml.
struct CNISettings {
    private let entries: [Node.Entry]

    init(_ configMap: Node) { entries = configMap["data"]?.entries ?? [] }

    static func path(_ name: String) -> FieldPath { .root.field("data").field(name) }

    /// Every setting that the author wrote.
    var all: [Node.Entry] { entries }

    func entry(_ name: String) -> Node.Entry? { entries.last { $0.name.isExactly(name) } }

    /// The text of a setting; nil where it is absent, or no string.
    func text(_ name: String) -> String? { entry(name)?.value.string }

    /// The truth of a setting that is there and can be read.
    func truth(_ name: String) -> Bool? { text(name).flatMap(GoValue.bool) }
}

/// A variable that install-cni reads.
struct CNIKey: Sendable {
    let name: String
    let isBool: Bool
    let since: IstioVersion
    let removed: IstioVersion?

    func exists(in version: IstioVersion) -> Bool {
        version >= since && (removed.map { version < $0 } ?? true)
    }

    private static func bool(_ name: String, since: IstioVersion = .v1_20, removed: IstioVersion? = nil) -> CNIKey {
        CNIKey(name: name, isBool: true, since: since, removed: removed)
    }

    private static func other(_ name: String, since: IstioVersion = .v1_20, removed: IstioVersion? = nil) -> CNIKey {
        CNIKey(name: name, isBool: false, since: since, removed: removed)
    }

    /// Source: cni/pkg/cmd/root.go, releases 1.22 to 1.31.
    ///
    /// Several have no flag, and so no line in any registry.
    static let all: [CNIKey] = [
        .bool("AMBIENT_DISABLE_SAFE_UPGRADE", since: .v1_25),
        .bool("AMBIENT_DNS_CAPTURE"),
        .bool("AMBIENT_ENABLED"),
        .other("AMBIENT_ENABLEMENT_SELECTOR", since: .v1_27),
        .bool("AMBIENT_IPV6", since: .v1_23),
        .bool("AMBIENT_RECONCILE_POD_RULES_ON_STARTUP", since: .v1_25),
        .bool("AMBIENT_TPROXY_REDIRECTION", since: .v1_23, removed: .v1_25),
        .bool("CHAINED_CNI_PLUGIN"),
        .other("CNI_AGENT_RUN_DIR", since: .v1_23),
        .bool("CNI_CONF_GROUP_READ", since: .v1_30),
        .other("CNI_CONF_NAME"),
        .other("CNI_NETWORK_CONFIG"),
        .other("CNI_NETWORK_CONFIG_FILE"),
        .bool("ENABLE_AMBIENT_DETECTION_RETRY", since: .v1_28),
        .other("EXCLUDE_NAMESPACES", since: .v1_23),
        .other("FORCE_IPTABLES_BINARY", since: .v1_28),
        .bool("ISTIO_OWNED_CNI_CONFIG", since: .v1_27),
        .other("ISTIO_OWNED_CNI_CONFIG_FILENAME", since: .v1_27),
        .other("KUBECONFIG_MODE"),
        .other("KUBE_CA_FILE"),
        .other("LOG_LEVEL"),
        .other("MONITORING_PORT"),
        .other("MOUNTED_CNI_NET_DIR"),
        .bool("NATIVE_NFTABLES", since: .v1_27),
        .other("REPAIR_BROKEN_POD_LABEL_KEY"),
        .other("REPAIR_BROKEN_POD_LABEL_VALUE"),
        .bool("REPAIR_DELETE_PODS"),
        .bool("REPAIR_ENABLED"),
        .other("REPAIR_FIELD_SELECTORS"),
        .other("REPAIR_INIT_CONTAINER_EXIT_CODE"),
        .other("REPAIR_INIT_CONTAINER_NAME"),
        .other("REPAIR_INIT_CONTAINER_TERMINATION_MESSAGE"),
        .bool("REPAIR_LABEL_PODS"),
        .other("REPAIR_LABEL_SELECTORS"),
        .other("REPAIR_NODE_NAME"),
        .bool("REPAIR_REPAIR_PODS"),
        .other("REPAIR_SIDECAR_ANNOTATION"),
        .bool("SKIP_TLS_VERIFY"),
        .other("ZTUNNEL_UDS_ADDRESS"),
    ]

    /// What the chart writes and nothing reads.
    static let unread: Set<String> = [
        "CURRENT_AGENT_VERSION", "CNI_NET_DIR", "EXCLUDED_NAMESPACES", "ISTIO_OWNED_CNI_CONF_FILENAME",
        "cni_network_config",
    ]
}

extension ClosedRange<IstioVersion> {
    /// The releases whose chart hands the whole ConfigMap to install-cni.
    static let withCNISettings = IstioVersion.v1_23...IstioVersion.newest
}
