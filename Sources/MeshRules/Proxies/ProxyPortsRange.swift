import IstioSchema
import Validation

extension Rule {
    package static let proxyPortsRange = Rule(
        "proxy-ports-range", .error, .rejected, in: .proxyConfig, needs: ["statusPort", "proxyAdminPort"],
        summary: "statusPort or proxyAdminPort is no port",
        rationale: Consequence.proxyConfigRejected,
        fix: "Leave it out; the defaults are 15020 and 15000.",
        sources: [.istio("ValidateMeshConfigProxyConfig"), .istio("ValidatePort")],
        examples: [
            .valid("the defaults", "defaultConfig: {statusPort: 15020, proxyAdminPort: 15000}"),
            .invalid("zero", "defaultConfig: {statusPort: 0}  # ✗ must be between 1 and 65535, not 0"),
            .invalid(
                "too large", "proxyAdminPort: 65536  # ✗ must be between 1 and 65535, not 65536",
                kind: .proxyConfigAnnotation),
        ]
    ) { config, report in
        for name: FieldName in ["statusPort", "proxyAdminPort"] {
            guard let port = config.integer(name), port.isWritten, !PortNumber.isValid(port.value) else { continue }
            report.add("must be between 1 and 65535", at: port)
        }
    }
}
