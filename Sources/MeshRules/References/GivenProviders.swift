import Documents
import IstioSchema
import Validation

/// The providers of the mesh configurations that were given together, as other resources find them: by name, so that many
/// references to many providers cost no more than to read both.
final class GivenProviders: Sendable {
    /// What Telemetries find by a folded name, in the order of the meshes: each type once.
    private let types: [String: [ProviderType?]]
    /// What AuthorizationPolicies find by a name.
    private let authorizerTypes: [ExactText: [ProviderType?]]
    /// Names that are told where another one is near, each once; nobody means the others of so many.
    private let names: [String]
    private static let maximumNames = 200
    /// Names that a mesh may have besides, as its text is not all of it.
    private let unwrittenNames: Set<String>
    /// Whether there is a mesh, and none that cannot be read or is but a part, which may define any provider.
    private let isKnown: Bool

    private init(of documents: [ReadDocument]) {
        var types: [String: [ProviderType?]] = [:]
        var authorizerTypes: [ExactText: [ProviderType?]] = [:]
        var names: [String] = []
        var seen: Set<String> = []
        var isInstallation = false
        var meshes = 0
        var unreadable = 0
        var partial = 0
        for document in documents where document.kind == .mesh {
            guard let mesh = document.effective else {
                unreadable += 1
                continue
            }
            meshes += 1
            if document.document.isPartial { partial += 1 }
            if document.object.kind != "ConfigMap" { isInstallation = true }
            Self.add(mesh, to: &types, &authorizerTypes)
            guard names.count < Self.maximumNames else { continue }
            names += ProviderDirectory.names(of: mesh, first: 100).filter { seen.insert($0).inserted }
        }
        self.types = types
        self.authorizerTypes = authorizerTypes
        self.names = Array(names.prefix(Self.maximumNames))
        unwrittenNames = isInstallation ? Self.namesOfProfiles : []
        isKnown = meshes > 0 && unreadable == 0 && partial == 0
    }

    private static func add(
        _ mesh: Message, to types: inout [String: [ProviderType?]],
        _ authorizerTypes: inout [ExactText: [ProviderType?]]
    ) {
        let directory = ProviderDirectory(mesh)
        var foldedNames: Set<String> = []
        // Of a repeated name the last counts.
        var authorizers: [ExactText: ProviderType?] = [:]
        for provider in mesh.messages("extensionProviders") {
            let name = provider.providerName
            foldedNames.insert(name.caseFolded)
            authorizers.updateValue(provider.providerType, forKey: ExactText(name))
        }
        for name in foldedNames {
            if let provider = directory.named(name) { types[name, default: []].appendOnce(provider.providerType) }
        }
        for (name, type) in authorizers { authorizerTypes[name, default: []].appendOnce(type) }
    }

    /// The providers of all meshes that were given; nil where nothing is known.
    static func all(in documents: GivenDocuments) -> GivenProviders? {
        let providers = documents.derived { GivenProviders(of: $0) }
        return providers.isKnown ? providers : nil
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
        finding(name, types[name.caseFolded] ?? []) { $0.serves(signal, in: version) }
    }

    /// What an AuthorizationPolicy finds by a name, letter for letter.
    ///
    /// Source: pilot/pkg/security/authz/builder/extauthz.go `getExtAuthz`.
    func findAuthorizer(_ name: String) -> Finding {
        finding(name, authorizerTypes[ExactText(name)] ?? [], \.isAuthorizer)
    }

    private func finding(
        _ name: String, _ types: [ProviderType?], _ suits: (ProviderType) -> Bool
    ) -> Finding {
        let best = types.firstIndex { type in type.map(suits) ?? false } ?? types.indices.first
        if let best { return .found(types[best]) }
        return unwrittenNames.contains(name) ? .unknown : .missing
    }

    /// The name of a provider that is meant by another; nil where none is near.
    func near(_ name: String) -> String? { NearName.nearest(to: name, among: names) }
}

extension [ProviderType?] {
    /// There are two dozen types.
    fileprivate mutating func appendOnce(_ type: ProviderType?) {
        if !contains(type) { append(type) }
    }
}
