import IstioSchema
import Validation

/// The extension providers of a mesh by name, as Istio finds them.
///
/// Entries of the same name are one, the last of them. `defaultProviders` and Telemetry find names whatever their case,
/// and the first of those that differ in case only.
///
/// Source: pkg/config/mesh/mesh.go `ApplyMeshConfig`; pilot/pkg/model/telemetry.go `fetchProvider`.
final class ProviderDirectory: Sendable {
    /// Every entry that the author wrote, in order.
    let written: [Message]
    private let byFoldedName: [String: Named]

    /// An entry, and its name as it is spelled.
    private struct Named {
        var name: String
        var provider: Message
    }

    /// The names of the providers that every mesh has.
    static let builtIn = ["prometheus", "stackdriver", "envoy"]

    init(_ mesh: Message) {
        var written: [Message] = []
        var byFoldedName: [String: Named] = [:]
        for provider in mesh.messages("extensionProviders") {
            if provider.origin != nil { written.append(provider) }
            let name = provider.providerName
            let folded = name.caseFolded
            guard let first = byFoldedName[folded] else {
                byFoldedName[folded] = Named(name: name, provider: provider)
                continue
            }
            // Built-in ones come first in Istio's order, though they are last in the list.
            if first.name == name || (Self.builtIn.contains(name) && !Self.builtIn.contains(first.name)) {
                byFoldedName[folded] = Named(name: name, provider: provider)
            }
        }
        self.written = written
        self.byFoldedName = byFoldedName
    }

    /// The provider that Istio takes for a name in `defaultProviders`; nil for none.
    func named(_ name: String) -> Message? { byFoldedName[name.caseFolded]?.provider }

    /// The first tracer among the providers that the author wrote.
    var firstWrittenTracer: Message? { written.first { $0.providerType?.isTracer == true } }

    /// Names of providers in Istio's order, built-in ones first, each once.
    ///
    /// - Parameter count: at most so many.
    static func names(of mesh: Message, first count: Int) -> [String] {
        var names = builtIn
        var seen = Set(names)
        for provider in mesh.messages("extensionProviders") where names.count < count {
            let name = provider.providerName
            if seen.insert(name).inserted { names.append(name) }
        }
        return names
    }
}

/// The names in `defaultProviders`.
final class DefaultProviders: Sendable {
    let tracing: [Located<String>]
    let metrics: [Located<String>]
    let accessLogging: [Located<String>]

    init(of mesh: Message) {
        let defaults = mesh.message("defaultProviders")
        tracing = defaults?.strings("tracing") ?? []
        metrics = defaults?.strings("metrics") ?? []
        accessLogging = defaults?.strings("accessLogging") ?? []
    }

    /// The names of a signal's default providers; none where the mesh names none.
    subscript(signal: ProviderType.Signal) -> [Located<String>] {
        switch signal {
        case .tracing: tracing
        case .metrics: metrics
        case .accessLogging: accessLogging
        }
    }
}

extension RuleReport {
    /// The providers of the mesh that the report is about.
    mutating func providers(of mesh: Message) -> ProviderDirectory { derived { _ in ProviderDirectory(mesh) } }

    /// What the mesh that the report is about names as its default providers.
    mutating func defaultProviders(of mesh: Message) -> DefaultProviders { derived { _ in DefaultProviders(of: mesh) } }
}

extension String {
    /// In lower case; the text itself, and no copy of it, where it has nothing to lower.
    var caseFolded: String {
        let isLower = utf8.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        return isLower ? self : lowercased()
    }
}
