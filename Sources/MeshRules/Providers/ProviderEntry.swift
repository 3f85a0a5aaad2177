import Documents
import IstioSchema

/// An entry of `extensionProviders` as the author wrote it, with the keys that Istio drops.
struct ProviderEntry {
    let node: Node
    let path: FieldPath
    /// The message of the entry; nil where it could not be decoded.
    let message: Message?

    /// The entries of a mesh configuration.
    static func all(in document: Node, root: Message?) -> [ProviderEntry] {
        guard let list = document["extensionProviders"] ?? document["extension_providers"] else { return [] }
        let path = FieldPath.root.field("extensionProviders")
        var messages: [FieldPath: Message] = [:]
        for message in root?.messages("extensionProviders") ?? [] where message.here.isWritten {
            messages[message.path] = message
        }
        return list.elements.enumerated().map { index, node in
            let place = path.element(index)
            return ProviderEntry(node: node, path: place, message: messages[place])
        }
    }

    /// The keys that no release has a field for.
    var unknownEntries: [Node.Entry] {
        node.entries.filter { MessageName.extensionProvider.shape.field($0.name) == nil }
    }

    /// The key of a type that is written without a value.
    var typeWithoutValue: Node.Entry? {
        node.entries.first { entry in
            entry.value.isNull
                && MessageName.extensionProvider.shape.field(entry.name).map { ProviderType(rawValue: $0.name) != nil } == true
        }
    }

    /// Whether a type is written, be it one that Istio can read, one of another release or one of a wrong form.
    var hasTypeWithValue: Bool {
        node.entries.contains { entry in
            !entry.value.isNull
                && MessageName.extensionProvider.shape.field(entry.name).map { ProviderType(rawValue: $0.name) != nil } == true
        }
    }

    /// The unknown key that is meant to be the type; nil where the entry has a type, or no such key.
    var unknownType: Node.Entry? {
        guard !hasTypeWithValue, typeWithoutValue == nil else { return nil }
        return unknownEntries.first { entry in
            if case .mapping = entry.value.value { return true }
            return Self.meant(by: entry.name) != nil
        }
    }

    /// The type that somebody meant by a key; nil where none is near.
    static func meant(by key: String) -> ProviderType? {
        if let type = slips[key.lowercased().filter { $0 != "_" && $0 != "-" }] { return type }
        return NearName.nearest(to: key, among: ProviderType.allCases.map(\.rawValue)).flatMap(ProviderType.init(rawValue:))
    }

    /// What other products, and other parts of Istio, call them.
    private static let slips: [String: ProviderType] = [
        "jaeger": .zipkin, "otel": .opentelemetry, "otlp": .opentelemetry, "tempo": .opentelemetry,
        "otelcollector": .opentelemetry, "oteltracing": .opentelemetry, "otelals": .envoyOtelAls, "otellog": .envoyOtelAls,
        "oauth2proxy": .envoyExtAuthzHttp, "extauthz": .envoyExtAuthzHttp, "extauthzhttp": .envoyExtAuthzHttp,
        "extauthzgrpc": .envoyExtAuthzGrpc, "fileaccesslog": .envoyFileAccessLog, "accesslog": .envoyFileAccessLog,
        "file": .envoyFileAccessLog, "httpals": .envoyHttpAls, "tcpals": .envoyTcpAls, "loki": .envoyOtelAls,
        "elasticsearch": .envoyOtelAls,
    ]
}
