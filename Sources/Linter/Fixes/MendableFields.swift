import Documents

/// The fields that a machine may give a value which Istio has not read so far: what proxies tell of themselves, and how
/// they start and stop.
///
/// All others are identity, security or traffic, or may become so with a release: what comes into effect there only a
/// person decides.
enum MendableFields {
    /// Whether a field may be mended.
    ///
    /// - Parameter path: from the document's root, with the right names.
    static func contain(_ path: FieldPath) -> Bool {
        let names = path.steps.compactMap { step -> String? in
            guard case .field(let name) = step else { return nil }
            return name
        }
        guard let first = names.first(where: { !containers.contains($0) }),
            ofMesh.contains(first) || ofProxy.contains(first)
        else { return false }
        return names.allSatisfy { !excepted.contains($0) }
    }

    /// What the fields of a proxy's configuration lie in: in the mesh's, and in a resource.
    private static let containers: Set<String> = ["defaultConfig", "spec"]

    private static let ofMesh: Set<String> = [
        "accessLogEncoding", "accessLogFile", "accessLogFormat", "defaultProviders", "disableEnvoyListenerLog",
        "enableEnvoyAccessLogService", "enablePrometheusMerge", "enableTracing", "extensionProviders",
        "inboundClusterStatName", "outboundClusterStatName",
    ]

    private static let ofProxy: Set<String> = [
        "concurrency", "drainDuration", "environmentVariables", "envoyAccessLogService", "envoyMetricsService",
        "envoyMetricsServiceAddress", "extraStatTags", "fileFlushInterval", "fileFlushMinSizeKb",
        "holdApplicationUntilProxyStarts", "image", "proxyMetadata", "proxyStatsMatcher", "readinessProbe",
        "statNameLength", "statsCompression", "statsdUdpAddress", "terminationDrainDuration", "tracing",
        "tracingServiceName", "zipkinAddress",
    ]

    /// Providers that decide who may do what.
    private static let excepted: Set<String> = ["envoyExtAuthzGrpc", "envoyExtAuthzHttp", "sds"]
}
