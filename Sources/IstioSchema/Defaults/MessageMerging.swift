import Documents

/// How Istio lays a document over what it had before.
///
/// A field that is written replaces the default whole, a message too: `outboundTrafficPolicy: {}` is REGISTRY_ONLY.
/// Only `defaultConfig` and `defaultProviders` merge field by field, `extensionProviders` by name, and
/// `trustDomainAliases` as a union.
///
/// Source: pkg/config/mesh/mesh.go `ApplyMeshConfig`, `ApplyProxyConfig`; identical from 1.24 to 1.31.
extension Message {
    /// The MeshConfig that Istio runs with when this document is laid over `defaults`.
    package func meshConfigOver(_ defaults: Message) -> Message {
        replacing(defaults) { written, before in
            switch (written.shape.name, written.value, before.value) {
            case ("defaultConfig", .message(let message), .message(let under)):
                .message(message.proxyConfigOver(under.moved(to: message.path)))
            case ("defaultProviders", .message(let message), .message(let under)):
                .message(message.replacing(under) { written, _ in written.value })
            case ("extensionProviders", .list(let elements), .list(let under)):
                .list(elements + under.filter { !Self.isNamed($0, among: elements) })
            case ("trustDomainAliases", .list(let elements), .list(let under)):
                .list(elements + under)
            default:
                written.value
            }
        }
    }

    /// The ProxyConfig that Istio runs with when this one (a mesh's `defaultConfig`, an annotation) is laid over another.
    ///
    /// Fields replace, but `proxyMetadata` merges key by key, and `proxyHeaders` keeps some of its fields.
    ///
    /// Source: pkg/config/mesh/mesh.go `MergeProxyConfig`.
    package func proxyConfigOver(_ defaults: Message) -> Message {
        replacing(defaults) { written, before in
            switch (written.shape.name, written.value, before.value) {
            case ("proxyMetadata", .map(let pairs), .map(let under)):
                let keys = Set(pairs.map(\.key))
                return .map(pairs + under.filter { !keys.contains($0.key) })
            case ("proxyHeaders", .message(let headers), .message(var under)):
                under.fields.removeAll { !Self.keptHeaders.contains($0.shape.name) }
                return .message(headers.replacing(under) { written, _ in written.value })
            default:
                return written.value
            }
        }
    }

    /// The fields of `proxyHeaders` that a lower layer keeps where a higher one says nothing.
    private static let keptHeaders: Set = [
        "forwardedClientCert", "requestId", "attemptCount", "server", "envoyDebugHeaders",
    ]

    private func replacing(_ defaults: Message, _ merged: (Field, Field) -> FieldValue) -> Message {
        var result = self
        for before in defaults.fields {
            if let index = result.fields.firstIndex(where: { $0.shape === before.shape }) {
                let written = result.fields[index]
                result.fields[index] = Field(
                    shape: written.shape, value: merged(written, before), origin: written.origin)
            } else if !result.hasMember(of: before.shape.oneof) {
                result.fields.append(before)
            }
        }
        return result
    }

    /// A default that belongs to a oneof goes when another member of it is written.
    private func hasMember(of oneof: String?) -> Bool {
        guard let oneof else { return false }
        return fields.contains { $0.shape.oneof == oneof }
    }

    private func moved(to path: FieldPath) -> Message { Message(name, path: path, origin: origin, fields: fields) }

    private static func isNamed(_ element: FieldValue.Element, among others: [FieldValue.Element]) -> Bool {
        guard let name = name(of: element) else { return false }
        return others.contains { Self.name(of: $0) == name }
    }

    private static func name(of element: FieldValue.Element) -> String? {
        guard case .message(let message) = element.value else { return nil }
        return message.string("name")?.value ?? ""
    }
}
