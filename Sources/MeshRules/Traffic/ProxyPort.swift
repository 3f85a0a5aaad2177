import IstioSchema

/// A port that every proxy listens on, by a setting of the mesh.
struct ProxyPort {
    /// As the author would look for it: `defaultConfig.statusPort`.
    let name: String
    let port: Located<Int64>

    /// The ports of a mesh.
    ///
    /// A proxyHttpPort of 0 is off; ports outside the range are another rule's.
    static func all(of mesh: Message) -> [ProxyPort] {
        let config = mesh.message("defaultConfig")
        let ports = [
            ("proxyListenPort", mesh.integer("proxyListenPort")),
            ("proxyInboundListenPort", mesh.integer("proxyInboundListenPort")),
            ("proxyHttpPort", mesh.integer("proxyHttpPort")),
            ("defaultConfig.proxyAdminPort", config?.integer("proxyAdminPort")),
            ("defaultConfig.statusPort", config?.integer("statusPort")),
        ]
        return ports.compactMap { name, port in
            guard let port, PortNumber.isValid(port.value) else { return nil }
            return ProxyPort(name: name, port: port)
        }
    }
}
