import Documents

extension Message {
    /// A MeshConfig with its lists as istiod keeps them; any other message as it is.
    ///
    /// A provider takes the place of an earlier one with its name, be it Istio's, and the others come behind; the aliases of
    /// the trust domain stand once each, in the order of their bytes. Rules look at the lists as they are written.
    ///
    /// Source: pkg/config/mesh/mesh.go `ApplyMeshConfig`.
    ///
    /// - Parameter defaults: what the message was laid over.
    package func withListsAsKept(over defaults: Message) -> Message {
        guard name == .meshConfig else { return self }
        let providers = shape.ordinal(ofField: "extensionProviders")
        let aliases = shape.ordinal(ofField: "trustDomainAliases")
        var kept = draft(room: fields.count)
        for field in fields {
            switch field.value {
            case .list(let elements) where field.ordinal == providers:
                let list = Self.keptProviders(elements, over: defaults)
                kept.append(Field(name, field.ordinal, .list(list), at: field.position))
            case .list(let elements) where field.ordinal == aliases:
                kept.append(Field(name, field.ordinal, .list(Self.keptAliases(elements)), at: field.position))
            default:
                kept.append(field)
            }
        }
        return kept.message()
    }

    private static func keptProviders(
        _ elements: [FieldValue.Element], over defaults: Message
    ) -> [FieldValue.Element] {
        var kept: [FieldValue.Element] = []
        var places: [ExactText: Int] = [:]
        if let index = defaults.shape.ordinal(ofField: "extensionProviders").flatMap({ defaults.index(ofOrdinal: $0) }),
            case .list(let istios) = defaults.fields[index].value
        {
            kept = istios
        }
        for (place, element) in kept.enumerated() { places[ExactText(element.providerName ?? "")] = place }
        for element in elements where element.isWritten {
            guard let name = element.providerName else {
                kept.append(element)
                continue
            }
            if let place = places[ExactText(name)] {
                kept[place] = element
            } else {
                places[ExactText(name)] = kept.count
                kept.append(element)
            }
        }
        return kept
    }

    private static func keptAliases(_ elements: [FieldValue.Element]) -> [FieldValue.Element] {
        var seen: Set<ExactText> = []
        var kept: [(alias: String, element: FieldValue.Element)] = []
        for element in elements {
            guard case .string(let alias) = element.value, seen.insert(ExactText(alias)).inserted else { continue }
            kept.append((alias, element))
        }
        kept.sort { $0.alias.utf8.lexicographicallyPrecedes($1.alias.utf8) }
        return kept.map { $0.element }
    }
}

extension FieldValue.Element {
    /// The name of a provider, empty where it has none; nil for what could not be decoded.
    fileprivate var providerName: String? {
        guard case .message(let provider) = value else { return nil }
        return provider.string("name")?.value ?? ""
    }
}
