import IstioSchema

/// The extension providers of a mesh by name, as Istio finds them.
///
/// Entries of the same name are one, the last of them. `defaultProviders` and Telemetry find names whatever their case,
/// and the first of those that differ in case only.
///
/// Source: pkg/config/mesh/mesh.go `ApplyMeshConfig`; pilot/pkg/model/telemetry.go `fetchProvider`.
struct ProviderDirectory {
    /// In Istio's order: built-in ones first.
    let names: [String]
    private let byFoldedName: [String: Message]

    /// The names of the providers that every mesh has.
    static let builtIn = ["prometheus", "stackdriver", "envoy"]

    init(_ mesh: Message) {
        var byName: [String: Message] = [:]
        var names = Self.builtIn
        for provider in mesh.messages("extensionProviders") {
            let name = provider.providerName
            if byName[name] == nil, !Self.builtIn.contains(name) { names.append(name) }
            byName[name] = provider
        }
        var byFoldedName: [String: Message] = [:]
        for name in names {
            guard let provider = byName[name], byFoldedName[name.lowercased()] == nil else { continue }
            byFoldedName[name.lowercased()] = provider
        }
        self.names = names
        self.byFoldedName = byFoldedName
    }

    /// The provider that Istio takes for a name in `defaultProviders`; nil for none.
    func named(_ name: String) -> Message? { byFoldedName[name.lowercased()] }
}

/// What `defaultProviders` names.
extension Message {
    /// The names of a signal's default providers; none where the mesh names none.
    func defaultProviders(of signal: ProviderType.Signal) -> [Located<String>] {
        message("defaultProviders")?.strings(signal.rawValue) ?? []
    }

    /// The first tracer among the providers that the author wrote.
    var firstWrittenTracer: Message? {
        messages("extensionProviders").first { $0.here.isWritten && $0.providerType?.isTracer == true }
    }
}
