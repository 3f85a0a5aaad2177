/// What releases of Istio do differently, beside the fields, enumerations and variables that they have.
///
/// Source: facts/validation-rules.json and facts/mesh-defaults.json, which compare every validator function by function
/// from 1.20 to 1.31. The conformance tests hold the rows of 1.24, 1.26, 1.28, 1.30 and 1.31 to Istio's own code.
package enum IstioFacts {
    /// nil: no upper bound.
    package static let longestDrainDuration = VersionFact<Duration?>(
        "the longest drainDuration that is taken", source: "ValidateDrainDuration", .seconds(3600), (.v1_22, nil))

    package static let knownECDHCurves = VersionFact(
        "the curves of tlsDefaults.ecdhCurves that istiod knows", source: "security.IsValidECDHCurve",
        ["P-224", "P-256", "P-521", "P-384", "X25519", "CECPQ2"],
        (.v1_23, ["P-224", "P-256", "P-521", "P-384", "X25519", "X25519Kyber768Draft00"]),
        (.v1_26, ["P-224", "P-256", "P-521", "P-384", "X25519", "X25519Kyber768Draft00", "X25519MLKEM768"]))

    package static let checksCRLWithCredential = VersionFact(
        "caCrl beside credentialName is refused", source: "ValidateTLS", false, (.v1_22, true))

    package static let checksConfigMapCredential = VersionFact(
        "a credentialName of configmap:// is refused where no namespace is known, as in tracing.tlsSettings",
        source: "ValidateTLS", false, (.v1_26, true))

    package static let warnsOfDNSAutoAllocate = VersionFact(
        "ISTIO_META_DNS_AUTO_ALLOCATE in proxyMetadata is warned of", source: "ValidateMeshConfigProxyConfig", false,
        (.v1_25, true))

    package static let checksZoneAwareSetting = VersionFact(
        "zoneAwareLbSetting is checked", source: "ValidateZoneAwareLbSetting", false, (.v1_31, true))

    package static let checksDefaultTrafficPolicy = VersionFact(
        "defaultTrafficPolicy is checked", source: "ValidateMeshConfig", false, (.v1_31, true))

    package static let checksConnectionSettings = VersionFact(
        "defaultConfig.connectionSettings is checked", source: "ValidateMeshConfigProxyConfig", false, (.v1_31, true))

    package static let takesTildeNamespace = VersionFact(
        "the namespace of a provider's service may begin with ~", source: "validateExtensionProviderService", false,
        (.v1_31, true))

    package static let checksOpenTelemetryExporter = VersionFact(
        "grpc and http of an opentelemetry provider exclude each other",
        source: "validateExtensionProviderTracingOpentelemetry",
        false, (.v1_24, true))

    package static let refusesParentsAnnotation = VersionFact(
        "a resource with the annotation internal.istio.io/parents is refused", source: "validation.ValidateAnnotations",
        false,
        (.v1_28, true))

    package static let readsNetworksByThemselves = VersionFact(
        "an invalid meshNetworks does not hold back the mesh of the same ConfigMap",
        source: "meshwatcher.NewNetworksCollection; before, kubemesh.NewConfigMapWatcher", false, (.v1_25, true))

    package static let takesDefaultsWithoutMeshKey = VersionFact(
        "a ConfigMap without the key mesh stands for the defaults, not for an error",
        source: "meshwatcher.NewCollection; before, kubemesh.ReadConfigMap", false, (.v1_25, true))

    package static let defaultInboundPolicy = VersionFact<String?>(
        "the default of inboundTrafficPolicy.mode", source: "DefaultMeshConfig", nil, (.v1_22, "PASSTHROUGH"))

    package static let defaultZipkinAddress = VersionFact<String?>(
        "the default of defaultConfig.tracing.zipkin.address", source: "DefaultProxyConfig", "zipkin.istio-system:9411",
        (.v1_22, nil))
}
