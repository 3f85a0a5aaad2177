import Documents
import IstioSchema
import Validation

/// A variable that Istio puts into the environment of every proxy it configures, as the author wrote it.
final class ProxyVariable: Sendable {
    let name: String
    let value: Located<String>
    /// What the variable is to Istio's binaries; nil where none reads it in any release.
    let known: EnvironmentVariable?
    /// How istiod takes the variable as metadata of the proxy; nil where the release has no such key.
    let metadata: NodeMetadataKey.ValueType?

    fileprivate init(_ name: String, _ value: Located<String>, in version: IstioVersion) {
        self.name = name
        self.value = value
        known = EnvironmentVariables.named(name)
        metadata = NodeMetadataKey.named(name, in: version)?.type
    }
}

extension Set<MeshDocument.Kind> {
    /// The documents that hold variables of proxies: `proxyMetadata`, or `environmentVariables` of a resource.
    static let ofProxyVariables: Self = [.mesh, .proxyConfigAnnotation, .proxyConfigResource]
}

/// The variables that a document gives to proxies, in the author's order; none that Istio adds by itself.
final class ProxyVariables: Sendable {
    let all: [ProxyVariable]

    fileprivate init(of root: Message?, in version: IstioVersion) {
        let entries: [(key: String, value: Located<String>)]? =
            switch root?.name {
            case .meshConfig: root?.message("defaultConfig")?.stringEntries("proxyMetadata")
            case .proxyConfig: root?.stringEntries("proxyMetadata")
            case .proxyConfigResource: root?.stringEntries("environmentVariables")
            default: nil
            }
        var all: [ProxyVariable] = []
        all.reserveCapacity(entries?.count ?? 0)
        for (name, value) in entries ?? [] where value.isWritten {
            all.append(ProxyVariable(name, value, in: version))
        }
        self.all = all
    }

    subscript(name: String) -> ProxyVariable? {
        for index in all.indices where all[index].name.isExactly(name) { return all[index] }
        return nil
    }

    /// The truth of a variable as Go reads it; nil where it is absent, or no boolean.
    func truth(of name: String) -> Bool? { self[name].flatMap { GoValue.bool($0.value.value) } }
}

extension RuleReport {
    /// The variables that the document gives to proxies.
    var proxyVariables: ProxyVariables {
        mutating get { derived { ProxyVariables(of: $0.root, in: $0.version) } }
    }

    /// Whether what the document leaves out is left out for every proxy: an annotation or a resource adds to the mesh's.
    var setsAllProxyVariables: Bool { kind == .mesh }
}

/// How the mesh uses variables of proxies beyond what pilot-agent registers.
enum ProxyVariableUse {
    /// Read by the injection template, whatever pilot-agent does with them.
    ///
    /// Source: injection-template.yaml, `index .ProxyConfig.ProxyMetadata`.
    static let ofTemplate: Set<String> = ["IPTABLES_TRACE_LOGGING", "ISTIO_META_ENABLE_HBONE"]

    /// Whether anything in a proxy's pod, the template or istiod's view of the proxy makes use of the variable.
    static func isKnown(_ variable: ProxyVariable, in version: IstioVersion) -> Bool {
        variable.metadata != nil || variable.known?.isReadByProxy(in: version) == true
            || ofTemplate.contains(variable.name)
    }
}
