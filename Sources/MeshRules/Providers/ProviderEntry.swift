import Documents
import IstioSchema

/// An entry of `extensionProviders` as the author wrote it, with the keys that Istio drops.
struct ProviderEntry {
    let node: Node
    let path: FieldPath
    /// The entries of a mesh configuration.
    static func all(in document: Node) -> [ProviderEntry] {
        guard let list = document["extensionProviders"] ?? document["extension_providers"] else { return [] }
        let path = FieldPath.root.field("extensionProviders")
        return list.elements.enumerated().map { ProviderEntry(node: $0.element, path: path.element($0.offset)) }
    }

    /// The keys that no release has a field for.
    var unknownEntries: [Node.Entry] {
        node.entries.filter { MessageName.extensionProvider.shape.field($0.name) == nil }
    }

    /// The key of a type that is written without a value.
    var typeWithoutValue: Node.Entry? { node.entries.first { $0.value.isNull && Self.type(of: $0) != nil } }

    /// The type that is written with a value.
    ///
    /// Istio may be unable to read the value, or the release may lack the type. Of several Istio takes the one that the
    /// proto declares last.
    var typeWithValue: (type: ProviderType, entry: Node.Entry)? {
        var found: (type: ProviderType, entry: Node.Entry, order: Int)?
        for entry in node.entries {
            guard let (type, order) = Self.types[entry.name], order >= found?.order ?? 0, !entry.value.isNull
            else { continue }
            found = (type, entry, order)
        }
        return found.map { ($0.type, $0.entry) }
    }

    private static func type(of entry: Node.Entry) -> ProviderType? { types[entry.name]?.type }

    /// Types by either spelling of their field, and where the proto declares it.
    private static let types: [String: (type: ProviderType, order: Int)] = {
        var types: [String: (type: ProviderType, order: Int)] = [:]
        for (order, field) in MessageName.extensionProvider.shape.fields.enumerated() {
            guard let type = ProviderType(rawValue: field.name) else { continue }
            types[field.name] = (type, order)
            types[field.protoName] = (type, order)
        }
        return types
    }()

    /// The unknown key that is meant to be the type; nil where the entry has a type, or no such key.
    var unknownType: Node.Entry? {
        guard typeWithValue == nil, typeWithoutValue == nil else { return nil }
        // Each key without a value costs a comparison with every type.
        return unknownEntries.prefix(20).first { entry in
            if case .mapping = entry.value.value { return true }
            return entry.value.isNull && Self.meant(by: entry.name) != nil
        }
    }

    /// The type that somebody meant by a key; nil where none is near.
    static func meant(by key: String) -> ProviderType? {
        if let type = slips[key.lowercased().filter { $0 != "_" && $0 != "-" }] { return type }
        return NearName.nearest(to: key, among: ProviderType.allCases.map(\.rawValue)).flatMap(
            ProviderType.init(rawValue:))
    }

    /// What other products, and other parts of Istio, call them.
    private static let slips: [String: ProviderType] = [
        "jaeger": .zipkin, "otel": .opentelemetry, "otlp": .opentelemetry, "tempo": .opentelemetry,
        "otelcollector": .opentelemetry, "oteltracing": .opentelemetry, "otelals": .envoyOtelAls,
        "otellog": .envoyOtelAls,
        "oauth2proxy": .envoyExtAuthzHttp, "extauthz": .envoyExtAuthzHttp, "extauthzhttp": .envoyExtAuthzHttp,
        "extauthzgrpc": .envoyExtAuthzGrpc, "fileaccesslog": .envoyFileAccessLog, "accesslog": .envoyFileAccessLog,
        "file": .envoyFileAccessLog, "httpals": .envoyHttpAls, "tcpals": .envoyTcpAls, "loki": .envoyOtelAls,
        "elasticsearch": .envoyOtelAls,
    ]
}
