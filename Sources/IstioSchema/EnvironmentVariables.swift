import Documents

/// Every variable that Istio's binaries read, by name.
package enum EnvironmentVariables {
    package static let all: [EnvironmentVariable] =
        EnvironmentVariable.features + EnvironmentVariable.pilotFeatures + EnvironmentVariable.discovery
        + EnvironmentVariable.agent + EnvironmentVariable.iptables + EnvironmentVariable.cni
        + EnvironmentVariable.shared
        + EnvironmentVariable.istioctl + EnvironmentVariable.istioOperator

    /// Names of ``all``, of which the first counts where one is repeated.
    private static let names = NameTable(all.map(\.name))

    /// The variable of a name; nil where no release from 1.20 on reads one.
    package static func named(_ name: String) -> EnvironmentVariable? { names[name].map { all[$0] } }
}

extension EnvironmentVariable {
    /// Whether something in a proxy's pod reads the variable: pilot-agent, or istio-iptables in the init container.
    package func isReadByProxy(in version: IstioVersion) -> Bool {
        guard isLinked(into: .agent, in: version) else { return false }
        switch area {
        case .agent, .iptables, .shared: return true
        case .features: return Self.featuresOfAgent[name]?.contains(version) ?? false
        case .discovery, .cni, .istioctl, .istioOperator: return false
        }
    }

    /// Whether a proxy's pod reads the variable in any release.
    package var isEverReadByProxy: Bool { IstioVersion.allCases.contains(where: isReadByProxy) }

    /// Whether istiod reads the variable.
    package func isReadByIstiod(in version: IstioVersion) -> Bool {
        guard isLinked(into: .discovery, in: version) else { return false }
        switch area {
        case .features, .discovery, .shared: return true
        case .agent, .iptables, .cni, .istioctl, .istioOperator: return false
        }
    }

    /// The variables of pilot/pkg/features that pilot-agent uses, and the releases in which it does.
    ///
    /// Source: uses of the package in pilot/cmd/pilot-agent, pkg/istio-agent, pkg/bootstrap, pkg/wasm, pkg/security and
    /// security/pkg/nodeagent, releases 1.20 to 1.31.
    private static let featuresOfAgent: [String: ClosedRange<IstioVersion>] = [
        "BYPASS_OVERLOAD_MANAGER_FOR_STATIC_LISTENERS": .v1_24 ... .v1_26,
        "ENABLE_DEFERRED_CLUSTER_CREATION": .v1_23 ... .v1_25,
        "ENABLE_DEFERRED_STATS_CREATION": .v1_24 ... .v1_26,
        "ENABLE_DELIMITED_STATS_TAG_REGEX": .v1_23 ... .v1_25,
        "ENVOY_STATUS_PORT_ENABLE_PROXY_PROTOCOL": .v1_27 ... .newest,
        "ISTIO_AGENT_ENABLE_WASM_REMOTE_LOAD_CONVERSION": .v1_20 ... .newest,
        "ISTIO_DELTA_XDS": .v1_20 ... .newest,
        "ISTIO_WASM_MAX_BINARY_SIZE_BYTES": .v1_30 ... .newest,
        "PILOT_AGENT_MERGE_ENVOY_STATS": .v1_30 ... .newest,
        "PILOT_CERT_PROVIDER": .v1_20 ... .newest,
        "PILOT_ENABLE_CA_CRL": .v1_27 ... .newest,
    ]
}
