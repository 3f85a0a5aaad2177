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
    let written: [Entry]
    private let names: ProviderNames

    /// An entry that the author wrote.
    struct Entry: Sendable {
        let provider: Message
        let type: ProviderType?

        /// The message under the type, where it is one of these.
        func settings(of wanted: ProviderType...) -> Message? {
            guard let type, wanted.contains(type) else { return nil }
            return provider.providerSettings
        }
    }

    /// The names of the providers that every mesh has, and finds before any other.
    static var builtInNames: [String] { ProviderNames.builtIn }

    init(_ mesh: Message) {
        var written: [Entry] = []
        // More than most meshes have, so that the array moves seldom.
        written.reserveCapacity(8)
        var names = ProviderNames()
        for provider in mesh.messages("extensionProviders") {
            if provider.isWritten { written.append(Entry(provider: provider, type: provider.providerType)) }
            names.add(provider)
        }
        self.written = written
        self.names = names
    }

    /// The provider that Istio takes for a name in `defaultProviders`; nil for none.
    func named(_ name: String) -> Message? { names[name] }

    /// Whether any two providers have names that differ in case at most, the built-in ones among them.
    var hasRepeatedNames: Bool { names.hasRepetitions }

    /// The first tracer among the providers that the author wrote.
    var firstWrittenTracer: Message? {
        for index in written.indices where written[index].type?.isTracer == true { return written[index].provider }
        return nil
    }

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

    private(set) var hasRepetitions = false

    private struct Entry {
        let foldedName: String
        /// As it is spelled.
        var name: String
        var provider: Message
    }

    init() { entries.reserveCapacity(8) }

    subscript(name: String) -> Message? { index(of: name.caseFolded).map { entries[$0].provider } }

    mutating func add(_ provider: Message) {
        let name = provider.providerName
        let foldedName = name.caseFolded
        guard let index = index(of: foldedName) else {
            if entries.count == 16 {
                indices = Dictionary(uniqueKeysWithValues: entries.indices.map { (entries[$0].foldedName, $0) })
            }
            indices?[foldedName] = entries.count
            entries.append(Entry(foldedName: foldedName, name: name, provider: provider))
            return
        }
        hasRepetitions = true
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

/// What `defaultProviders` names.
final class DefaultProviders: Sendable {
    let tracing: [Choice]
    let metrics: [Choice]
    let accessLogging: [Choice]

    /// A name, and what Istio finds by it.
    struct Choice: Sendable {
        let name: Located<String>
        /// Nil where there is none of the name.
        let provider: Message?
        let type: ProviderType?
    }

    fileprivate init(of mesh: Message, among providers: ProviderDirectory) {
        let defaults = mesh.message("defaultProviders")
        tracing = Self.choices(defaults?.strings("tracing"), among: providers)
        metrics = Self.choices(defaults?.strings("metrics"), among: providers)
        accessLogging = Self.choices(defaults?.strings("accessLogging"), among: providers)
    }

    private static func choices(_ names: Strings?, among providers: ProviderDirectory) -> [Choice] {
        guard let names else { return [] }
        var choices: [Choice] = []
        for name in names {
            let provider = providers.named(name.value)
            choices.append(Choice(name: name, provider: provider, type: provider?.providerType))
        }
        return choices
    }

    /// The default providers of a signal; none where the mesh names none.
    subscript(signal: ProviderType.Signal) -> [Choice] {
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
    mutating func defaultProviders(of mesh: Message) -> DefaultProviders {
        derived { DefaultProviders(of: mesh, among: $0.providers(of: mesh)) }
    }
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
