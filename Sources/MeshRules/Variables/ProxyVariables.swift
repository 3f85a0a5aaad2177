import Documents
import IstioSchema
import Validation

/// A variable that Istio puts into the environment of every proxy it configures, as the author wrote it.
struct ProxyVariable: Sendable {
    let name: String
    let value: Located<String>
}

extension Set<MeshDocument.Kind> {
    /// The documents that hold variables of proxies: `proxyMetadata`, or `environmentVariables` of a resource.
    static let ofProxyVariables: Self = [.mesh, .proxyConfigAnnotation, .proxyConfigResource]
}

extension RuleReport {
    /// The variables that the document gives to proxies; none that Istio adds by itself.
    var proxyVariables: [ProxyVariable] {
        guard let root else { return [] }
        let entries: [(key: String, value: Located<String>)]? =
            switch root.name {
            case .meshConfig: root.message("defaultConfig")?.stringEntries("proxyMetadata")
            case .proxyConfig: root.stringEntries("proxyMetadata")
            case .proxyConfigResource: root.stringEntries("environmentVariables")
            default: nil
            }
        return (entries ?? []).filter(\.value.isWritten).map { ProxyVariable(name: $0.key, value: $0.value) }
    }

    /// Whether what the document leaves out is left out for every proxy: an annotation or a resource adds to the mesh's.
    var setsAllProxyVariables: Bool { kind == .mesh }
}

extension [ProxyVariable] {
    subscript(name: String) -> ProxyVariable? { first { $0.name == name } }

    /// The truth of a variable as Go reads it; nil where it is absent, or no boolean.
    func truth(of name: String) -> Bool? { self[name].flatMap { GoValue.bool($0.value.value) } }
}

/// How the mesh uses variables of proxies beyond what pilot-agent registers.
enum ProxyVariableUse {
    /// Read by the injection template, whatever pilot-agent does with them.
    ///
    /// Source: injection-template.yaml, `index .ProxyConfig.ProxyMetadata`.
    static let ofTemplate: Set<String> = ["IPTABLES_TRACE_LOGGING", "ISTIO_META_ENABLE_HBONE"]

    /// Whether anything in a proxy's pod, the template or istiod's view of the proxy makes use of the variable.
    static func isKnown(_ name: String, in version: IstioVersion) -> Bool {
        ofTemplate.contains(name) || NodeMetadataKey.named(name, in: version) != nil
            || EnvironmentVariables.named(name)?.isReadByProxy(in: version) == true
    }
}
