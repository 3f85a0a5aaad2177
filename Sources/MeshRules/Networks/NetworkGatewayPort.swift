import IstioSchema
import Validation

extension Rule {
    package static let networkGatewayPort = Rule(
        "network-gateway-port", .error, .rejected, in: .networkGateway,
        summary: "a gateway of a network has no port",
        rationale: Consequence.networksRejected,
        fix: "Write the port that takes calls from other networks, which is 15443.",
        sources: [.istio("validateNetwork"), .istio("ValidatePort")],
        examples: [
            .valid("a port", "networks: {a: {gateways: [{address: 203.0.113.10, port: 15443}]}}"),
            .invalid(
                "none", "networks: {a: {gateways: [{address: 203.0.113.10}]}}  # ✗ needs a port between 1 and 65535"),
            .invalid(
                "zero", "networks: {a: {gateways: [{address: a.b, port: 0}]}}  # ✗ must be between 1 and 65535, not 0"),
            .invalid("null", "networks: {a: {gateways: [~]}}  # ✗ needs a port between 1 and 65535"),
        ]
    ) { gateway, report in
        guard gateway.isSet("port") else {
            report.add("needs a port between 1 and 65535", at: gateway, fix: "port: 15443")
            return
        }
        guard let port = gateway.integer("port"), !PortNumber.isValid(port.value) else { return }
        report.add("must be between 1 and 65535", at: port)
    }
}
