import IstioSchema
import Validation

/// The extension providers of a mesh, as Istio finds them.
///
/// Entries of the same name are one, the last of them. `defaultProviders` and Telemetry find names whatever their case,
/// and the first of those that differ in case only.
///
/// Source: pkg/config/mesh/mesh.go `ApplyMeshConfig`; pilot/pkg/model/telemetry.go `fetchProvider`.
final class ProviderDirectory: Sendable {
    /// Every entry that the author wrote, in order.
    let written: [Message]
    private let names: ProviderNames

    init(_ mesh: Message) {
        let all = mesh.messages("extensionProviders")
        written = all.filter { $0.origin != nil }
        names = ProviderNames(of: all)
    }

    /// The provider that Istio takes for a name in `defaultProviders`; nil for none.
    func named(_ name: String) -> Message? { names[name] }

    /// The first tracer among the providers that the author wrote.
    var firstWrittenTracer: Message? { written.first { $0.providerType?.isTracer == true } }

    /// Names of providers in Istio's order, built-in ones first, each once.
    ///
    /// - Parameter count: at most so many.
    static func names(of mesh: Message, first count: Int) -> [String] {
        var names = ProviderNames.builtIn
        var seen = Set(names)
        for provider in mesh.messages("extensionProviders") where names.count < count {
            let name = provider.providerName
            if seen.insert(name).inserted { names.append(name) }
        }
        return names
    }
}

/// Providers by name, whatever its case.
private struct ProviderNames: Sendable {
    /// The names of the providers that every mesh has.
    static let builtIn = ["prometheus", "stackdriver", "envoy"]

    private var entries: [Entry] = []
    /// Indices into ``entries`` by folded name, where they are so many that to look through them would be slow.
    private var indices: [String: Int]?

    private struct Entry {
        let foldedName: String
        /// As it is spelled.
        var name: String
        var provider: Message
    }

    init(of providers: [Message]) {
        entries.reserveCapacity(providers.count)
        if providers.count > 16 { indices = [:] }
        for provider in providers { add(provider) }
    }

    subscript(name: String) -> Message? { index(of: name.caseFolded).map { entries[$0].provider } }

    private mutating func add(_ provider: Message) {
        let name = provider.providerName
        let foldedName = name.caseFolded
        guard let index = index(of: foldedName) else {
            indices?[foldedName] = entries.count
            entries.append(Entry(foldedName: foldedName, name: name, provider: provider))
            return
        }
        // Built-in ones come first in Istio's order, though they are last in the list.
        let first = entries[index].name
        guard first == name || (Self.builtIn.contains(name) && !Self.builtIn.contains(first)) else { return }
        entries[index].name = name
        entries[index].provider = provider
    }

    /// Index into ``entries``.
    private func index(of foldedName: String) -> Int? {
        if let indices { return indices[foldedName] }
        for index in entries.indices where entries[index].foldedName == foldedName { return index }
        return nil
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
        let bytes = utf8Span.span
        for index in bytes.indices {
            let byte = bytes[index]
            if byte >= 0x80 || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")) { return lowercased() }
        }
        return self
    }
}
