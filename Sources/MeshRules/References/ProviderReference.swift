import Documents
import IstioSchema
import Validation

/// A provider that another resource than the mesh configuration names, and what is found by the name.
struct ProviderReference {
    let name: String
    /// Where the name stands.
    let node: Node
    let path: FieldPath
    let finding: GivenProviders.Finding
    private let providers: GivenProviders

    fileprivate init?(
        _ node: Node?, _ path: FieldPath, among providers: GivenProviders,
        _ find: (String) -> GivenProviders.Finding
    ) {
        guard let node, let name = node.string else { return nil }
        self.name = name
        self.node = node
        self.path = path
        self.providers = providers
        finding = find(name)
    }

    /// The name of a provider that may be meant.
    var near: String? { providers.near(name) }
}

extension ReadDocument {
    /// The providers that a Telemetry uses for a signal; none for another resource, and where no mesh is known.
    ///
    /// Of the providers of a tracing entry Istio takes the first. Entries that switch the signal off need no provider.
    func telemetryProviders(
        for signal: ProviderType.Signal, among all: GivenDocuments, in version: IstioVersion
    ) -> [ProviderReference] {
        guard kind == .telemetry, let entries = node?["spec"]?[signal.rawValue]?.elements,
            let given = GivenProviders.all(in: all)
        else { return [] }
        let path = FieldPath.root.field("spec").field(signal.rawValue)
        var references: [ProviderReference] = []
        for (index, entry) in entries.enumerated() where !entry.isSwitchedOff {
            let providers = entry["providers"]?.elements ?? []
            for (place, provider) in providers.enumerated().prefix(signal == .tracing ? 1 : .max) {
                let path = path.element(index).field("providers").element(place).field("name")
                let reference = ProviderReference(provider["name"], path, among: given) {
                    given.find($0, for: signal, in: version)
                }
                if let reference { references.append(reference) }
            }
        }
        return references
    }

    /// The provider that an AuthorizationPolicy with action CUSTOM asks; nil where no mesh is known.
    func authorizer(among all: GivenDocuments) -> ProviderReference? {
        guard kind == .authorizationPolicy, let spec = node?["spec"], spec["action"]?.string == "CUSTOM",
            let given = GivenProviders.all(in: all)
        else { return nil }
        let path = FieldPath.root.field("spec").field("provider").field("name")
        return ProviderReference(spec["provider"]?["name"], path, among: given, given.findAuthorizer)
    }
}

extension RuleReport {
    /// Reports a name that no mesh configuration has.
    mutating func addUndefined(_ reference: ProviderReference) {
        add(
            "must be the name of a provider of the mesh", at: reference.node, path: reference.path, fix: reference.near)
    }
}

extension Node {
    /// Whether an entry of a Telemetry takes something away only.
    fileprivate var isSwitchedOff: Bool {
        self["disabled"]?.bool == true || self["disableSpanReporting"]?.bool == true
    }
}
