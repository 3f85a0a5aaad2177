import Documents

/// The fields that must hold no placeholder: hosts, addresses, names and certificates.
///
/// Formats and header values may hold any text.
enum PlaceholderField {
    private static let names = NameSet([
        "address", "caCertificates", "certSigners", "clientCertificate", "clusterName", "discoveryAddress",
        "envoyMetricsServiceAddress", "fromCidr", "fromRegistry", "host", "hosts", "imageType", "ingressClass",
        "ingressSelector", "ingressService", "locality", "name", "pem", "privateKey", "region",
        "registryServiceName", "rootNamespace", "service", "serviceCluster", "sni", "spiffeBundleUrl",
        "subjectAltNames", "trustDomain", "trustDomainAliases", "trustDomains", "zipkinAddress",
    ]).inBothSpellings

    /// Fields whose values are maps from names to such texts.
    private static let maps = NameSet(["proxyMetadata", "environmentVariables"]).inBothSpellings

    /// Whether a text is to be looked at, as far as the keys nearest to it tell.
    ///
    /// - Parameters:
    ///   - name: the key of the text, or of the list that it stands in.
    ///   - field: the nearest key above the mapping that has the key; nil for a text in a list.
    static func mustHoldNone(_ name: String, inMappingOf field: String? = nil) -> Bool {
        names.contains(name) || field.map(maps.contains) ?? false
    }

    /// The path of a text that must hold none, with keys of maps as such; nil for a text that may hold any.
    ///
    /// - Parameter path: the same with every key as the name of a field.
    static func place(of path: FieldPath) -> (path: FieldPath, isInMap: Bool)? {
        var field = ""
        let steps = path.steps
        for (index, step) in steps.enumerated() {
            guard case .field(let name) = step else { continue }
            if maps.contains(field) {
                // A map's own values are looked at, and nothing in them.
                guard index == steps.count &- 1, let map = path.parent else { return nil }
                return (map.key(name), true)
            }
            field = name
        }
        return names.contains(field) ? (path, false) : nil
    }
}
