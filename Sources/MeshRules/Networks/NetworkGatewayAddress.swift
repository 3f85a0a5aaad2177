import IstioSchema
import Validation

extension Rule {
    package static let networkGatewayAddress = Rule(
        "network-gateway-address", .error, .rejected, in: .networkGateway, needs: ["registryServiceName", "address"],
        summary: "a gateway's address is no IP address or host name, or its registryServiceName no host name",
        rationale: Consequence.networksRejected,
        fix: "Write the address alone, without a port or scheme, or the full name of a Service.",
        sources: [.istio("validateNetwork"), .istio("ValidateFQDN"), .istio("ValidateIPAddress")],
        examples: [
            .valid("an address", "networks: {a: {gateways: [{address: 203.0.113.10, port: 15443}]}}"),
            .valid(
                "names",
                "networks: {a: {gateways: [{address: gw.a.com, port: 1}, {registryServiceName: a.b.svc.c, port: 1}]}}"
            ),
            .invalid(
                "with its port",
                """
                networks:
                  a:
                    gateways:
                    - address: 1.2.3.4:80  # ✗ must be an IP address or a host name, not 1.2.3.4:80
                      port: 80
                """),
            .invalid(
                "a Service by address",
                """
                networks:
                  a:
                    gateways:
                    - registryServiceName: 1.2.3.4  # ✗ must be the full name of a Service, not 1.2.3.4
                      port: 80
                """),
        ]
    ) { gateway, report in
        if let name = gateway.string("registryServiceName"), !HostName.isFullyQualified(name.value) {
            report.add("must be the full name of a Service", at: name)
        }
        if let address = gateway.string("address"), IPAddress(address.value) == nil,
            !HostName.isFullyQualified(address.value)
        {
            report.add("must be an IP address or a host name", at: address)
        }
    }
}
