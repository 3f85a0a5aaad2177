import IstioSchema
import Validation

extension Rule {
    package static let proxyListenPortRange = Rule(
        "proxy-listen-port-range", .error, .rejected, in: .meshConfig, needs: ["proxyListenPort"],
        summary: "proxyListenPort is no port",
        rationale: Consequence.meshRejected,
        fix: "Leave it out; the default is 15001.",
        sources: [.istio("ValidateMeshConfig"), .istio("ValidatePort")],
        examples: [
            .valid("the default", "proxyListenPort: 15001"),
            .valid("the last", "proxyListenPort: 65535"),
            .invalid("zero", "proxyListenPort: 0  # ✗ must be between 1 and 65535, not 0"),
            .invalid("too large", "proxyListenPort: 65536  # ✗ must be between 1 and 65535, not 65536"),
            .invalid("negative", "proxyListenPort: -1  # ✗ must be between 1 and 65535, not -1"),
        ]
    ) { mesh, report in
        guard let port = mesh.integer("proxyListenPort"), port.isWritten, !PortNumber.isValid(port.value) else {
            return
        }
        report.add("must be between 1 and 65535", at: port, fix: "proxyListenPort: 15001")
    }
}
