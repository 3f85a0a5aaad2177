import Documents
import IstioSchema
import Validation

extension Rule {
    package static let networkShape = Rule(
        "network-shape", .warning, .ignored, document: [.meshNetworks],
        summary: """
            meshNetworks has networks in the wrong place, without content, or with a name that YAML turns into \
            another
            """,
        rationale: """
            Istio takes what it does not know for nothing: networks beside the key networks are none, an endpoint \
            without a range or a registry is nowhere, and a network that is called n or on is called false or true.
            """,
        fix: "Put networks under the key networks, and quote names that YAML reads as booleans.",
        sources: [.istio("ParseMeshNetworks"), .istio("ValidateMeshNetworks")],
        examples: [
            .valid("none", "networks: {}"),
            .valid("a quoted name", "networks: {\"n\": {endpoints: [{fromRegistry: c1}]}}"),
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
                  a:  # ✗ is null, a network of nothing
                  b:
                    endpoints:
                    - {}  # ✗ needs fromCidr or fromRegistry
                """),
            .invalid(
                "a boolean for a name", "networks: {n: {endpoints: []}}  # ✗ is called false, as YAML reads n; quote it"
            ),
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
            if case .bool = entry.key.value, let text = entry.key.scalarText {
                report.add("is called \(entry.name), as YAML reads \(text); quote it", atKeyOf: entry, path: path)
            }
            if entry.value.isNull { report.add("is null, a network of nothing", atKeyOf: entry, path: path) }
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
    var owners: [String: String] = [:]
    for (name, network) in networks?.messageEntries("networks") ?? [] {
        for gateway in network.messages("gateways") {
            guard let address = gateway.string("address"), let port = gateway.integer("port") else { continue }
            let key = "\(address.value) \(port.value)"
            let owner = owners[key] ?? name
            owners[key] = owner
            guard owner != name else { continue }
            report.add("is the gateway of network \(owner.escapedForDisplay.elided(to: 32)) too", at: address)
        }
    }
}
