import Documents
import IstioSchema
import Validation

/// A provider that another resource than the mesh configuration names.
struct ProviderReference {
    let name: String
    /// Where the name stands.
    let node: Node
    let path: FieldPath
}

/// The providers of the mesh configurations that were given together, as other resources find them.
struct GivenProviders {
    private let meshes: [Message]
    /// Names that a mesh may have besides, as its text is not all of it.
    private let unwrittenNames: Set<String>

    /// Nil where nothing is known: no mesh was given, or one that cannot be read, which may define any provider.
    init?(of documents: [ReadDocument]) {
        var meshes: [Message] = []
        var isInstallation = false
        for document in documents where document.kind == .mesh {
            guard let mesh = document.effective else { return nil }
            meshes.append(mesh)
            if document.object.kind != "ConfigMap" { isInstallation = true }
        }
        guard !meshes.isEmpty else { return nil }
        self.meshes = meshes
        unwrittenNames = isInstallation ? Self.namesOfProfiles : []
    }

    /// What an installer adds by a profile.
    ///
    /// Source: manifests/profiles/demo.yaml, from 1.22 on manifests/helm-profiles/demo.yaml; the other profiles add none.
    private static let namesOfProfiles: Set<String> = ["otel", "skywalking", "otel-tracing", "jaeger"]

    enum Finding {
        case found(ProviderType?)
        case missing
        /// It may be one that an installer adds.
        case unknown
    }

    /// What a Telemetry finds by a name, in the mesh that suits it best: the case of letters does not count.
    ///
    /// Source: pilot/pkg/model/telemetry.go `fetchProvider`.
    func find(_ name: String, for signal: ProviderType.Signal, in version: IstioVersion) -> Finding {
        let types = meshes.compactMap { mesh in ProviderDirectory(mesh).named(name).map(\.providerType) }
        return finding(name, types) { $0.serves(signal, in: version) }
    }

    /// What an AuthorizationPolicy finds by a name, letter for letter.
    ///
    /// Source: pilot/pkg/security/authz/builder/extauthz.go `getExtAuthz`.
    func findAuthorizer(_ name: String) -> Finding {
        let types = meshes.compactMap { mesh in
            Array(mesh.messages("extensionProviders")).last { $0.providerName.isExactly(name) }.map(\.providerType)
        }
        return finding(name, types, \.isAuthorizer)
    }

    private func finding(
        _ name: String, _ types: [ProviderType?], _ suits: (ProviderType) -> Bool
    ) -> Finding {
        let best = types.firstIndex { type in type.map(suits) ?? false } ?? types.indices.first
        if let best { return .found(types[best]) }
        return unwrittenNames.contains(name) ? .unknown : .missing
    }

    /// The name of a provider that is meant by another; nil where none is near.
    func near(_ name: String) -> String? {
        NearName.nearest(to: name, among: meshes.flatMap { ProviderDirectory.names(of: $0, first: 100) })
    }
}

extension ReadDocument {
    /// The providers that a Telemetry uses for a signal; none for another resource.
    ///
    /// Of the providers of a tracing entry Istio takes the first. Entries that switch the signal off need no provider.
    func references(for signal: ProviderType.Signal) -> [ProviderReference] {
        guard kind == .telemetry, let entries = node?["spec"]?[signal.rawValue]?.elements else { return [] }
        let path = FieldPath.root.field("spec").field(signal.rawValue)
        var references: [ProviderReference] = []
        for (index, entry) in entries.enumerated() where !entry.isSwitchedOff {
            let providers = entry["providers"]?.elements ?? []
            for (place, provider) in providers.enumerated().prefix(signal == .tracing ? 1 : .max) {
                guard let node = provider["name"], let name = node.string else { continue }
                let path = path.element(index).field("providers").element(place).field("name")
                references.append(ProviderReference(name: name, node: node, path: path))
            }
        }
        return references
    }

    /// The provider that an AuthorizationPolicy with action CUSTOM asks.
    var authorizerReference: ProviderReference? {
        guard kind == .authorizationPolicy, let spec = node?["spec"], spec["action"]?.string == "CUSTOM",
            let node = spec["provider"]?["name"], let name = node.string
        else { return nil }
        let path = FieldPath.root.field("spec").field("provider").field("name")
        return ProviderReference(name: name, node: node, path: path)
    }
}

extension Node {
    /// Whether an entry of a Telemetry takes something away only.
    fileprivate var isSwitchedOff: Bool {
        self["disabled"]?.bool == true || self["disableSpanReporting"]?.bool == true
    }
}
