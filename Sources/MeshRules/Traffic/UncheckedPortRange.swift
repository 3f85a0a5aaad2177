import IstioSchema
import Validation

extension Rule {
    package static let uncheckedPortRange = Rule(
        "unchecked-port-range", .warning, .risky, in: .meshConfig, needs: ["proxyInboundListenPort", "proxyHttpPort"],
        summary: "proxyInboundListenPort or proxyHttpPort is no port",
        rationale: """
            istiod takes any number here, and sends a listener that Envoy refuses: the proxies keep what they had, and \
            those that start have no listener at all.
            """,
        fix: "Write a port from 1 to 65535. The default of proxyInboundListenPort is 15006; proxyHttpPort: 0 is off.",
        sources: [.istio("ValidateMeshConfig"), .envoy("config.core.v3.SocketAddress.port_value")],
        examples: [
            .valid("the defaults", "proxyInboundListenPort: 15006\nproxyHttpPort: 0"),
            .invalid("too large", "proxyHttpPort: 99999999  # ✗ must be between 1 and 65535, not 99999999"),
            .invalid("negative", "proxyInboundListenPort: -1  # ✗ must be between 1 and 65535, not -1"),
            .invalid("zero", "proxyInboundListenPort: 0  # ✗ must be between 1 and 65535, not 0"),
        ]
    ) { mesh, report in
        if let port = mesh.integer("proxyInboundListenPort"), port.isWritten, !PortNumber.isValid(port.value) {
            report.add("must be between 1 and 65535", at: port)
        }
        if let port = mesh.integer("proxyHttpPort"), port.value != 0, !PortNumber.isValid(port.value) {
            report.add("must be between 1 and 65535", at: port)
        }
    }
}
