import Documents
import IstioSchema
import Validation

/// An entry of `extensionProviders` as the author wrote it, with the keys that Istio drops.
struct ProviderEntry: Sendable {
    /// All entries, and which of them this is, by a valid index: a node by itself would be copied for each rule.
    private let list: [Node]
    let index: Int
    /// The type that is written with a value; nil where there is none.
    ///
    /// Istio may be unable to read the value, or the release may lack the type. Of several Istio takes the one that the
    /// proto declares last.
    let type: ProviderType?
    /// What tells the type: the key of ``type``, the key of a type that is written without a value, or an unknown key that
    /// is meant to be the type; nil where the entry has no such key.
    private let key: (index: Int, kind: Key)?

    private enum Key {
        case type, withoutValue, unknown
    }

    var node: Node { list[index] }

    var path: FieldPath { .root.field("extensionProviders").element(index) }

    /// The entry of the type that is written with a value.
    var typeEntry: Node.Entry? { entry(.type) }

    /// The entry of a type that is written without a value; nil where the provider has a type.
    var typeWithoutValue: Node.Entry? { entry(.withoutValue) }

    /// The entry of the unknown key that is meant to be the type; nil where the provider has a type.
    var unknownType: Node.Entry? { entry(.unknown) }

    private func entry(_ kind: Key) -> Node.Entry? {
        guard let key, key.kind == kind, case .mapping(let entries) = list[index].value else { return nil }
        return entries[key.index]
    }

    /// - Parameters:
    ///   - index: a valid one.
    ///   - searches: how many keys without a value may still be compared with the names of types.
    fileprivate init(in list: [Node], at index: Int, searches: inout Int) {
        self.list = list
        self.index = index
        let entries = list[index].entries
        var found: (entry: Int, type: ProviderType, order: Int)?
        var empty: Int?
        for index in entries.indices {
            guard let (type, order) = Self.types[entries[index].name] else { continue }
            if case .null = entries[index].value.value {
                empty = empty ?? index
            } else if order >= found?.order ?? 0 {
                found = (index, type, order)
            }
        }
        type = found?.type
        key =
            if let found {
                (found.entry, .type)
            } else if let empty {
                (empty, .withoutValue)
            } else {
                Self.unknownType(among: entries, &searches).map { ($0, .unknown) }
            }
    }

    /// Index into the entries.
    private static func unknownType(among entries: [Node.Entry], _ searches: inout Int) -> Int? {
        var unknown = 0
        for index in entries.indices where unknown < 20 {
            guard MessageName.extensionProvider.shape.field(entries[index].name) == nil else { continue }
            unknown &+= 1
            if case .mapping = entries[index].value.value { return index }
            guard entries[index].value.isNull, searches > 0 else { continue }
            searches &-= 1
            if meant(by: entries[index].name) != nil { return index }
        }
        return nil
    }

    /// Types by either spelling of their field, and where the proto declares it.
    private static let types: NamedValues<(type: ProviderType, order: Int)> = {
        var types: [String: (type: ProviderType, order: Int)] = [:]
        for (order, field) in MessageName.extensionProvider.shape.fields.enumerated() {
            guard let type = ProviderType(rawValue: field.name) else { continue }
            types[field.name] = (type, order)
            types[field.protoName] = (type, order)
        }
        return NamedValues(types)
    }()

    /// The type that somebody meant by a key; nil where none is near.
    static func meant(by key: String) -> ProviderType? {
        if let type = slips[key.lowercased().filter { $0 != "_" && $0 != "-" }] { return type }
        return NearName.nearest(to: key, among: ProviderType.allCases.map(\.rawValue)).flatMap(
            ProviderType.init(rawValue:))
    }

    /// What other products, and other parts of Istio, call them.
    private static let slips: [String: ProviderType] = [
        "jaeger": .zipkin, "otel": .opentelemetry, "otlp": .opentelemetry, "tempo": .opentelemetry,
        "otelcollector": .opentelemetry, "oteltracing": .opentelemetry, "otelals": .envoyOtelAls,
        "otellog": .envoyOtelAls,
        "oauth2proxy": .envoyExtAuthzHttp, "extauthz": .envoyExtAuthzHttp, "envoyextauthz": .envoyExtAuthzHttp,
        "extauthzhttp": .envoyExtAuthzHttp,
        "extauthzgrpc": .envoyExtAuthzGrpc, "fileaccesslog": .envoyFileAccessLog, "accesslog": .envoyFileAccessLog,
        "file": .envoyFileAccessLog, "httpals": .envoyHttpAls, "tcpals": .envoyTcpAls, "loki": .envoyOtelAls,
        "elasticsearch": .envoyOtelAls,
    ]
}

/// The entries of `extensionProviders` in a mesh configuration.
final class ProviderEntries: Sendable {
    let all: [ProviderEntry]

    fileprivate init(in document: Node) {
        let list = (document["extensionProviders"] ?? document["extension_providers"])?.elements ?? []
        // Far more than any mesh has, and each costs a comparison with every type.
        var searches = 1000
        var all: [ProviderEntry] = []
        all.reserveCapacity(list.count)
        for index in list.indices { all.append(ProviderEntry(in: list, at: index, searches: &searches)) }
        self.all = all
    }
}

extension RuleReport {
    /// The entries of `extensionProviders` in the document that the report is about.
    mutating func providerEntries(in document: Node) -> [ProviderEntry] {
        derived { _ in ProviderEntries(in: document) }.all
    }
}
