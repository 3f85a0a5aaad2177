import Documents
import IstioSchema
import Validation

extension Rule {
    package static let networkRegistryDuplicate = Rule(
        "network-registry-duplicate", .warning, .risky, in: .meshNetworks, needs: ["networks"],
        summary: "a cluster is in two networks",
        rationale: "istiod takes one of them, in random order, and warns in its log.",
        fix: "Name the cluster in one network.",
        sources: [.istio("reloadMeshNetworks")],
        examples: [
            .valid(
                "one each", "networks: {a: {endpoints: [{fromRegistry: c1}]}, b: {endpoints: [{fromRegistry: c2}]}}"),
            .invalid(
                "the same",
                """
                networks:
                  a:
                    endpoints: [{fromRegistry: c1}]
                  b:
                    endpoints: [{fromRegistry: c1}]  # ✗ cannot be in two networks: a has it
                """),
        ]
    ) { networks, report in
        var owners: [ExactText: String] = [:]
        for (name, network) in networks.messageEntries("networks") {
            for endpoints in network.messages("endpoints") {
                guard let registry = endpoints.string("fromRegistry") else { continue }
                let owner = owners[ExactText(registry.value)] ?? name
                owners[ExactText(registry.value)] = owner
                guard !owner.isExactly(name) else { continue }
                report.add("cannot be in two networks: \(owner.excerpt(32)) has it", at: registry)
            }
        }
    }
}
