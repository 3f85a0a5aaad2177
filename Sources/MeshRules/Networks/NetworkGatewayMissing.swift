import IstioSchema
import Validation

extension Rule {
    package static let networkGatewayMissing = Rule(
        "network-gateway-missing", .warning, .risky, in: .network, needs: ["endpoints", "gateways"],
        summary: "a network has no gateway, or a gateway neither address nor Service",
        rationale: """
            Other networks cannot reach what is in it, unless a Service with the label topology.istio.io/network is \
            its gateway. A gateway without an address is dropped.
            """,
        fix: "Write an address or a registryServiceName, and a port.",
        sources: [.istio("reloadMeshNetworks"), .istio("ValidateMeshNetworks")],
        examples: [
            .valid(
                "a gateway", "networks: {a: {endpoints: [{fromRegistry: c1}], gateways: [{address: a.b, port: 15443}]}}"
            ),
            .invalid(
                "none",
                """
                networks:
                  a:  # ✗ needs a gateway, or a labelled Service, to be reached
                    endpoints: [{fromRegistry: c1}]
                """
            ),
            .invalid(
                "no address",
                """
                networks:
                  a:
                    gateways:
                    - port: 15443  # ✗ needs an address or a registryServiceName
                """),
        ]
    ) { network, report in
        let gateways = network.messages("gateways")
        if !network.isSet("gateways") || (gateways.isEmpty && isEmptyList(network)), network.isSet("endpoints") {
            report.add("needs a gateway, or a labelled Service, to be reached", at: network)
        }
        for gateway in gateways where !gateway.isSet("address") && !gateway.isSet("registryServiceName") {
            report.add("needs an address or a registryServiceName", at: gateway)
        }
    }
}

/// Whether gateways is a list of nothing, and no value that could not be decoded.
private func isEmptyList(_ network: Message) -> Bool {
    guard case .list(let elements) = network.field("gateways")?.value else { return false }
    return elements.isEmpty
}
