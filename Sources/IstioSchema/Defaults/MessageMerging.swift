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
        replacing(defaults.fields) { written, before in
            switch (written.shape.name, written.value, before.value) {
            case ("defaultConfig", .message(let message), .message(let under)):
                .message(message.proxyConfigOver(under))
            case ("defaultProviders", .message(let message), .message(let under)):
                .message(message.replacing(under.fields) { written, _ in written.value })
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
        replacing(defaults.fields) { written, before in
            switch (written.shape.name, written.value, before.value) {
            case ("proxyMetadata", .map(let pairs), .map(let under)):
                let keys = Set(pairs.map(\.key))
                return .map(pairs + under.filter { !keys.contains($0.key) })
            case ("proxyHeaders", .message(let headers), .message(let under)):
                let kept = under.fields.filter { Self.keptHeaders.contains($0.shape.name) }
                return .message(headers.replacing(kept) { written, _ in written.value })
            default:
                return written.value
            }
        }
    }

    /// The fields of `proxyHeaders` that a lower layer keeps where a higher one says nothing.
    private static let keptHeaders: Set = [
        "forwardedClientCert", "requestId", "attemptCount", "server", "envoyDebugHeaders",
    ]

    /// - Parameter defaults: in the order of the proto, as ``fields`` are.
    private func replacing(_ defaults: [Field], _ merged: (Field, Field) -> FieldValue) -> Message {
        var result: [Field] = []
        result.reserveCapacity(fields.count &+ defaults.count)
        var next = 0
        for index in defaults.indices {
            let ordinal = defaults[index].ordinal
            while next < fields.count, fields[next].ordinal < ordinal {
                result.append(fields[next])
                next = next &+ 1
            }
            if next < fields.count, fields[next].ordinal == ordinal {
                let written = fields[next]
                result.append(Field(name, ordinal, merged(written, defaults[index]), origin: written.origin))
                next = next &+ 1
            } else if !hasMember(of: name.shape.fields[ordinal].oneof) {
                result.append(defaults[index])
            }
        }
        result += fields[next...]
        return Message(name, scope: scope, origin: origin, fields: result)
    }

    /// A default that belongs to a oneof goes when another member of it is written.
    private func hasMember(of oneof: String?) -> Bool {
        guard let oneof else { return false }
        return fields.contains { $0.shape.oneof == oneof }
    }

    private static func isNamed(_ element: FieldValue.Element, among others: [FieldValue.Element]) -> Bool {
        guard let name = name(of: element) else { return false }
        return others.contains { Self.name(of: $0) == name }
    }

    private static func name(of element: FieldValue.Element) -> String? {
        guard case .message(let message) = element.value else { return nil }
        return message.string("name")?.value ?? ""
    }
}
