import Documents

/// What Istio has where a document says nothing.
///
/// Source: pkg/config/mesh/mesh.go `DefaultMeshConfig`, `DefaultProxyConfig`; the same from 1.20 to 1.31 but for what is
/// named below.
package enum IstioDefaults {
    /// The MeshConfig that a document is laid over.
    package static func meshConfig(_ version: IstioVersion) -> Message {
        meshConfigs[version] ?? .empty(.meshConfig)
    }

    /// The ProxyConfig of ``meshConfig(_:)``.
    package static func proxyConfig(_ version: IstioVersion) -> Message {
        meshConfig(version).message("defaultConfig") ?? .empty(.proxyConfig)
    }

    private static let meshConfigs: [IstioVersion: Message] = {
        var all: [IstioVersion: Message] = [:]
        for version in IstioVersion.allCases { all[version] = decode(text(version), version) }
        return all
    }()

    private static func decode(_ text: String, _ version: IstioVersion) -> Message? {
        guard let document = try? YAMLReader().read(text) else { return nil }
        var decoder = MessageDecoder(version: version, root: .meshConfig, isDefault: true)
        return decoder.decodeRoot(document.root)
    }

    /// The defaults as YAML.
    package static func text(_ version: IstioVersion) -> String {
        common + (version >= .v1_22 ? inboundTrafficPolicy : zipkin)
    }

    /// From 1.22 on.
    private static let inboundTrafficPolicy = """

        inboundTrafficPolicy:
          mode: PASSTHROUGH
        """

    /// Up to 1.21; goes on from the end of `defaultConfig`.
    private static let zipkin = """

          tracing:
            zipkin:
              address: zipkin.istio-system:9411
        """

    private static let common = """
        enableTracing: true
        accessLogFile: ""
        accessLogEncoding: TEXT
        accessLogFormat: ""
        enableEnvoyAccessLogService: false
        protocolDetectionTimeout: 0s
        ingressService: istio-ingressgateway
        ingressControllerMode: STRICT
        ingressClass: istio
        trustDomain: cluster.local
        trustDomainAliases: []
        enableAutoMtls: true
        outboundTrafficPolicy:
          mode: ALLOW_ANY
        localityLbSetting:
          enabled: true
        certificates: []
        rootNamespace: istio-system
        proxyListenPort: 15001
        proxyInboundListenPort: 15006
        connectTimeout: 10s
        defaultServiceExportTo: ["*"]
        defaultVirtualServiceExportTo: ["*"]
        defaultDestinationRuleExportTo: ["*"]
        dnsRefreshRate: 60s
        serviceSettings: []
        enablePrometheusMerge: true
        defaultProviders: {}
        extensionProviders:
        - name: prometheus
          prometheus: {}
        - name: stackdriver
          stackdriver: {}
        - name: envoy
          envoyFileAccessLog:
            path: /dev/stdout
        defaultConfig:
          configPath: ./etc/istio/proxy
          serviceCluster: istio-proxy
          drainDuration: 45s
          terminationDrainDuration: 5s
          proxyAdminPort: 15000
          controlPlaneAuthPolicy: MUTUAL_TLS
          discoveryAddress: istiod.istio-system.svc:15012
          binaryPath: /usr/local/bin/envoy
          statNameLength: 189
          statusPort: 15020
        """
}
