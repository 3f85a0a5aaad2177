import Documents
import IstioSchema
import Validation

extension Rule {
    package static let networkShape = Rule(
        "network-shape", .warning, .ignored, document: [.meshNetworks],
        summary: "meshNetworks has networks in the wrong place, without content, or with the same gateway",
        rationale: """
            Istio takes what it does not know for nothing: networks beside the key networks are none, and an endpoint \
            without a range or a registry is nowhere. Of two networks with one gateway, calls reach either.
            """,
        fix: "Put networks under the key networks, each with endpoints and a gateway of its own.",
        sources: [.istio("ParseMeshNetworks"), .istio("ValidateMeshNetworks")],
        examples: [
            .valid("none", "networks: {}"),
            .invalid(
                "not under networks",
                """
                net1:  # ✗ must stand under the key networks to be a network
                  endpoints: [{fromRegistry: cluster1}]
                """),
            .invalid(
                "nothing",
                """
                networks:
                  a:  # ✗ must have endpoints or gateways, not null
                  b:
                    endpoints:
                    - {}  # ✗ needs fromCidr or fromRegistry
                """),
            .invalid(
                "the same gateway",
                """
                networks:
                  a:
                    gateways: [{address: a.b, port: 15443}]
                  b:
                    gateways:
                    - address: a.b  # ✗ is the gateway of network a too
                      port: 15443
                """),
        ]
    ) { root, report in
        for entry in root.entries where entry.name != "networks" && isNetwork(entry.value) {
            report.add(
                "must stand under the key networks to be a network", atKeyOf: entry, path: .root.field(entry.name),
                fix: "networks:")
        }
        for entry in root["networks"]?.entries ?? [] {
            let path = FieldPath.root.field("networks").key(entry.name)
            if entry.value.isNull {
                report.add("must have endpoints or gateways, not null", atKeyOf: entry, path: path)
            }
            for (index, endpoints) in (entry.value["endpoints"]?.elements ?? []).enumerated() where isNowhere(endpoints)
            {
                report.add(
                    "needs fromCidr or fromRegistry", at: endpoints, path: path.field("endpoints").element(index))
            }
        }
        checkGateways(report.root, &report)
    }
}

private func isNetwork(_ node: Node) -> Bool { node["endpoints"] != nil || node["gateways"] != nil }

private func isNowhere(_ endpoints: Node) -> Bool {
    if endpoints.isNull { return true }
    guard case .mapping = endpoints.value else { return false }
    return ["fromCidr", "fromRegistry", "from_cidr", "from_registry"].allSatisfy { endpoints[$0]?.isNull ?? true }
}

private func checkGateways(_ networks: Message?, _ report: inout RuleReport) {
    var owners: [ExactText: String] = [:]
    for (name, network) in networks?.messageEntries("networks") ?? [] {
        for gateway in network.messages("gateways") {
            guard let address = gateway.string("address"), let port = gateway.integer("port") else { continue }
            let key = ExactText("\(address.value) \(port.value)")
            let owner = owners[key] ?? name
            owners[key] = owner
            guard !owner.isExactly(name) else { continue }
            report.add("is the gateway of network \(owner.excerpt(32)) too", at: address)
        }
    }
}
