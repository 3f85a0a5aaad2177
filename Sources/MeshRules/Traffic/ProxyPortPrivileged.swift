import IstioSchema
import Validation

extension Rule {
    package static let proxyPortPrivileged = Rule(
        "proxy-port-privileged", .warning, .risky, in: .meshConfig,
        needs: ProxyPort.ofMesh.map(\.description) + ["defaultConfig"],
        summary: "a port of the proxies is below 1024",
        rationale: """
            Proxies run as user 1337 without the right to bind such ports. These settings do not open a port for \
            clients: proxyListenPort takes the pod's own outgoing traffic, and proxyHttpPort is an explicit HTTP proxy \
            on localhost.
            """,
        fix: "Leave the port out; a port for clients belongs into a Gateway.",
        sources: [.istio("buildHTTPProxy"), .api("MeshConfig.proxyListenPort")],
        examples: [
            .valid("the default", "proxyListenPort: 15001"),
            .valid("the first", "proxyHttpPort: 1024"),
            .invalid("the port of HTTP", "proxyListenPort: 80  # ✗ must be at least 1024, not 80"),
            .invalid("of the defaultConfig", "defaultConfig: {statusPort: 443}  # ✗ must be at least 1024, not 443"),
        ]
    ) { mesh, report in
        for it in ProxyPort.written(in: mesh) where it.port.isWritten && it.port.value < 1024 {
            report.add("must be at least 1024", at: it.port)
        }
    }
}
