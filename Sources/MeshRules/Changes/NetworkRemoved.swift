import Documents
import IstioSchema
import Validation

extension Rule {
    package static let networkRemoved = Rule(
        "network-removed", .warning, .risky, change: .meshNetworks,
        summary: "a network or one of its gateways is taken out of meshNetworks",
        rationale: """
            istiod pushes it live. Endpoints of the network are then called by their own addresses, which other \
            networks cannot reach, or through fewer gateways.
            """,
        fix: "Take the clusters of the network out of the mesh first.",
        sources: [.istio("NetworkManager.reload"), .istio("EndpointBuilder.filterEndpointsByNetwork")],
        examples: [
            .valid("as they were", both, old: both),
            .valid("another port of a gateway", both, old: networks("{address: 10.0.0.1, port: 443}")),
            .invalid(
                "a network",
                """
                networks:  # ✗ drops network b, whose endpoints other networks cannot reach then
                  a: {endpoints: [{fromRegistry: a}], gateways: [{address: 10.0.0.1, port: 15443}]}
                """, old: both),
            .invalid(
                "a gateway",
                """
                networks:
                  a:
                    endpoints: [{fromRegistry: a}]
                    gateways: []  # ✗ drops the gateway 10.0.0.1 of network a
                  b: {endpoints: [{fromRegistry: b}], gateways: [{address: 10.0.0.2, port: 15443}]}
                """, old: both),
        ]
    ) { change, report in
        guard let (old, new) = change.messages else { return }
        // By name, as there may be as many networks as a ConfigMap holds; the last of a name counts.
        var after: [ExactText: Message] = [:]
        for (name, network) in new.messageEntries("networks") { after[ExactText(name)] = network }
        for (name, earlier) in old.messageEntries("networks") {
            guard let network = after[ExactText(name)] else {
                report.add(
                    "drops network \(DiagnosticText.shown(name)), whose endpoints other networks cannot reach then",
                    atKeyOf: new.isWritten("networks") ? new.place(of: "networks") : new.here)
                continue
            }
            let gateways = Set(network.messages("gateways").compactMap(gatewayName))
            for gateway in earlier.messages("gateways").compactMap(gatewayName) where !gateways.contains(gateway) {
                report.add(
                    "drops the gateway \(DiagnosticText.shown(gateway)) of network \(DiagnosticText.shown(name))",
                    atKeyOf: network.isWritten("gateways") ? network.place(of: "gateways") : network.here)
            }
        }
    }
}

private func gatewayName(_ gateway: Message) -> String? {
    gateway.string("address")?.value ?? gateway.string("registryServiceName")?.value
}

private let both = networks("{address: 10.0.0.1, port: 15443}")

private func networks(_ gateway: String) -> String {
    """
    networks:
      a: {endpoints: [{fromRegistry: a}], gateways: [\(gateway)]}
      b: {endpoints: [{fromRegistry: b}], gateways: [{address: 10.0.0.2, port: 15443}]}
    """
}
