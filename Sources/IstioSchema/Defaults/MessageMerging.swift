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
        replacing(defaults, merging: Merging.ofMesh) { ordinal, written, before in
            switch (written, before) {
            case (.message(let message), .message(let under)) where ordinal == Merging.defaultConfig:
                .message(message.proxyConfigOver(under))
            case (.message(let message), .message(let under)) where ordinal == Merging.defaultProviders:
                .message(message.replacing(under))
            case (.list(let elements), .list(let under)) where ordinal == Merging.extensionProviders:
                .list(Self.union(elements, under))
            case (.list(let elements), .list(let under)) where ordinal == Merging.trustDomainAliases:
                .list(elements + under)
            default:
                written
            }
        }
    }

    /// The ProxyConfig that Istio runs with when this one (a mesh's `defaultConfig`, an annotation) is laid over another.
    ///
    /// Fields replace, but `proxyMetadata` merges key by key, and `proxyHeaders` keeps some of its fields.
    ///
    /// Source: pkg/config/mesh/mesh.go `MergeProxyConfig`.
    package func proxyConfigOver(_ defaults: Message) -> Message {
        replacing(defaults, merging: Merging.ofProxy) { ordinal, written, before in
            switch (written, before) {
            case (.map(let pairs), .map(let under)) where ordinal == Merging.proxyMetadata:
                let keys = Set(pairs.map { ExactText($0.key) })
                return .map(pairs + under.filter { !keys.contains(ExactText($0.key)) })
            case (.message(let headers), .message(let under)) where ordinal == Merging.proxyHeaders:
                return .message(headers.replacing(under, keeping: Merging.keptHeaders))
            default:
                return written
            }
        }
    }

    /// - Parameters:
    ///   - defaults: Istio's, which nobody wrote; in the order of the proto, as ``fields`` are.
    ///   - merging: the fields that do not simply replace the defaults.
    ///   - merged: what comes of such a field that both have.
    ///   - kept: the defaults that are kept where nobody wrote them; nil for all.
    private func replacing(
        _ defaults: Message, merging: FieldSet = FieldSet(),
        _ merged: (_ ordinal: Int, _ written: FieldValue, _ before: FieldValue) -> FieldValue = { _, written, _ in
            written
        }, keeping kept: FieldSet? = nil
    ) -> Message {
        let fields = fields
        let others = defaults.fields
        var result = draft(room: fields.count &+ others.count)
        var next = 0
        for index in others.indices {
            let ordinal = others[index].ordinal
            while next < fields.count, fields[next].ordinal < ordinal {
                result.append(fields[next])
                next = next &+ 1
            }
            if next < fields.count, fields[next].ordinal == ordinal {
                if merging.contains(ordinal) {
                    let value = merged(ordinal, fields[next].value, others[index].value)
                    result.append(Field(name, ordinal, value, at: fields[next].position))
                } else {
                    result.append(fields[next])
                }
                next = next &+ 1
            } else if !hasMember(ofOneofOf: ordinal), kept?.contains(ordinal) ?? true {
                result.append(others[index])
            }
        }
        while next < fields.count {
            result.append(fields[next])
            next = next &+ 1
        }
        return result.message()
    }

    /// A default that belongs to a oneof goes when another member of it is written.
    private func hasMember(ofOneofOf ordinal: Int) -> Bool {
        guard oneofMembers.contains(ordinal), !present.isDisjoint(with: oneofMembers),
            let oneof = shape.fields[ordinal].oneof
        else { return false }
        return fields.contains { $0.shape.oneof == oneof }
    }

    /// The elements of a list of the author's, and those of Istio's whose names none of them has.
    private static func union(
        _ elements: [FieldValue.Element], _ defaults: [FieldValue.Element]
    ) -> [FieldValue.Element] {
        var union: [FieldValue.Element] = []
        union.reserveCapacity(elements.count &+ defaults.count)
        union.append(contentsOf: elements)
        // Istio's are few, and have a name each.
        for index in defaults.indices where !holds(elements, nameOfProvider(at: index, of: defaults)) {
            union.append(defaults[index])
        }
        return union
    }

    /// Whether one of the elements is a provider of this name.
    private static func holds(_ elements: [FieldValue.Element], _ name: String?) -> Bool {
        for index in elements.indices where nameOfProvider(at: index, of: elements) == name { return true }
        return false
    }

    /// Nil for what could not be decoded.
    ///
    /// - Parameter index: a valid one.
    private static func nameOfProvider(at index: Int, of elements: [FieldValue.Element]) -> String? {
        guard case .message(let provider) = elements[index].value else { return nil }
        guard let ordinal = Merging.providerName, let field = provider.index(ofOrdinal: ordinal),
            case .string(let name) = provider.fields[field].value
        else { return "" }
        return name
    }
}

/// The fields that merge, by their index in the shape: every field of every document is compared with them.
private enum Merging {
    static let defaultConfig = MessageName.meshConfig.shape.ordinal(ofField: "defaultConfig")
    static let defaultProviders = MessageName.meshConfig.shape.ordinal(ofField: "defaultProviders")
    static let extensionProviders = MessageName.meshConfig.shape.ordinal(ofField: "extensionProviders")
    static let trustDomainAliases = MessageName.meshConfig.shape.ordinal(ofField: "trustDomainAliases")
    static let ofMesh = set(defaultConfig, defaultProviders, extensionProviders, trustDomainAliases)

    static let providerName = MessageName.extensionProvider.shape.ordinal(ofField: "name")

    static let proxyMetadata = MessageName.proxyConfig.shape.ordinal(ofField: "proxyMetadata")
    static let proxyHeaders = MessageName.proxyConfig.shape.ordinal(ofField: "proxyHeaders")
    static let ofProxy = set(proxyMetadata, proxyHeaders)

    /// The fields of `proxyHeaders` that a lower layer keeps where a higher one says nothing.
    static let keptHeaders =
        MessageName.proxyHeaders.shape.fields(named: [
            "forwardedClientCert", "requestId", "attemptCount", "server", "envoyDebugHeaders",
        ]) ?? FieldSet()

    private static func set(_ ordinals: Int?...) -> FieldSet {
        var set = FieldSet()
        for case let ordinal? in ordinals { set.insert(ordinal) }
        return set
    }
}
