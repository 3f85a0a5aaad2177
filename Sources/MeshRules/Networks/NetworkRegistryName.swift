import IstioSchema
import Validation

extension Rule {
    package static let networkRegistryName = Rule(
        "network-registry-name", .error, .rejected, in: .networkEndpoints, needs: ["fromRegistry"],
        summary: "fromRegistry is no DNS label",
        rationale: Consequence.networksRejected,
        fix: "Write the name of a cluster as istiod knows it: letters, digits and hyphens inside, at most 63.",
        sources: [.istio("validateNetwork"), .istio("IsDNS1123Label")],
        examples: [
            .valid("clusters", "networks: {a: {endpoints: [{fromRegistry: cluster1}, {fromRegistry: Kubernetes}]}}"),
            .invalid(
                "an underscore",
                "networks: {a: {endpoints: [{fromRegistry: my_cluster}]}}  # ✗ must be a DNS label, not my_cluster"),
            .invalid("a dot", "networks: {a: {endpoints: [{fromRegistry: a.b}]}}  # ✗ must be a DNS label, not a.b"),
            .invalid("empty", "networks: {a: {endpoints: [{fromRegistry: ''}]}}  # ✗ must be a DNS label, not \"\""),
        ]
    ) { endpoints, report in
        guard let registry = endpoints.string("fromRegistry"), !DNSLabel.isIstio(registry.value) else { return }
        report.add("must be a DNS label", at: registry)
    }
}
