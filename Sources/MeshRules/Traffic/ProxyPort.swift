import IstioSchema

/// A port that every proxy listens on, by a setting of the mesh.
struct ProxyPort {
    /// As the author would look for it: `defaultConfig.statusPort`.
    let name: String
    let port: Located<Int64>

    /// The ports of a mesh of which the author wrote at least one; none otherwise.
    ///
    /// A proxyHttpPort of 0 is off; ports outside the range are another rule's.
    static func written(in mesh: Message) -> [ProxyPort] {
        let config = mesh.message("defaultConfig")
        guard !mesh.written.isDisjoint(with: fieldsOfMesh) || config?.written.isDisjoint(with: fieldsOfConfig) == false
        else { return [] }
        let ports =
            ofMesh.map { ProxyPort(name: $0.description, at: mesh.integer($0)) }
            + ofConfig.map { ProxyPort(name: "defaultConfig.\($0)", at: config?.integer($0)) }
        return ports.compactMap(\.self)
    }

    /// The ports among the fields of the mesh itself.
    static let ofMesh: [FieldName] = ["proxyListenPort", "proxyInboundListenPort", "proxyHttpPort"]
    private static let ofConfig: [FieldName] = ["proxyAdminPort", "statusPort"]

    /// The same as sets, as nearly every mesh writes none of them.
    private static let fieldsOfMesh =
        MessageName.meshConfig.shape.fields(named: ofMesh.map(\.description)) ?? FieldSet()
    private static let fieldsOfConfig =
        MessageName.proxyConfig.shape.fields(named: ofConfig.map(\.description)) ?? FieldSet()

    private init?(name: String, at port: Located<Int64>?) {
        guard let port, PortNumber.isValid(port.value) else { return nil }
        self.name = name
        self.port = port
    }
}
