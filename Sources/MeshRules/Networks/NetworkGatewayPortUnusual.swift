import IstioSchema
import Validation

extension Rule {
    package static let networkGatewayPortUnusual = Rule(
        "network-gateway-port-unusual", .note, .advice, in: .networkGateway, needs: ["port"],
        summary: "a gateway's port is neither 15443 nor 15008",
        rationale: """
            Calls between networks are mutual TLS with the service's name as SNI, which the gateway passes on. The \
            port must be a server with AUTO_PASSTHROUGH; 80 and 443 seldom are.
            """,
        fix: "Write 15443, unless a load balancer maps another port to it.",
        sources: [.api("Network.IstioNetworkGateway.port")],
        examples: [
            .valid(
                "the usual", "networks: {a: {gateways: [{address: a.b, port: 15443}, {address: a.b, port: 15008}]}}"),
            .invalid(
                "that of HTTP",
                """
                networks:
                  a:
                    gateways: [{address: a.b, port: 80}]  # ✗ is usually 15443, a server with AUTO_PASSTHROUGH
                """
            ),
        ]
    ) { gateway, report in
        guard let port = gateway.integer("port"), PortNumber.isValid(port.value), port.value != 15443,
            port.value != 15008
        else { return }
        report.add("is usually 15443, a server with AUTO_PASSTHROUGH", at: port)
    }
}
