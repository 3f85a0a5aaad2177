import Documents
import IstioSchema
import Validation

extension Rule {
    package static let networkCidrOverlap = Rule(
        "network-cidr-overlap", .warning, .risky, in: .meshNetworks, needs: ["networks"],
        summary: "the ranges of two networks overlap, or a range holds every address",
        rationale: """
            An address belongs to one network, and istiod takes the one with the largest range that holds it: the \
            smaller range has no effect, and calls to its addresses go straight or through a gateway as those of the \
            other network do. Of two equal ranges it takes either, by chance.
            """,
        fix: "Write ranges that have no address in common. A smaller range inside a larger one is no exception.",
        sources: [.istio("networkFromMeshNetworks"), .api("Network.NetworkEndpoints.from_cidr")],
        examples: [
            .valid(
                "apart",
                "networks: {a: {endpoints: [{fromCidr: 10.0.0.0/16}]}, b: {endpoints: [{fromCidr: 10.1.0.0/16}]}}"),
            .valid("in one network", "networks: {a: {endpoints: [{fromCidr: 10.0.0.0/8}, {fromCidr: 10.1.0.0/16}]}}"),
            .invalid(
                "one inside the other",
                """
                networks:
                  a:
                    endpoints: [{fromCidr: 10.0.0.0/8}]
                  b:
                    endpoints: [{fromCidr: 10.1.0.0/16}]  # ✗ overlaps 10.0.0.0/8 of network a
                """),
            .invalid(
                "mapped to IPv6",
                """
                networks:
                  b:
                    endpoints: [{fromCidr: '::ffff:10.0.0.0/112'}]  # ✗ overlaps 10.0.0.0/8 of network a
                  a:
                    endpoints: [{fromCidr: 10.0.0.0/8}]
                """),
            .invalid(
                "everything",
                "networks: {a: {endpoints: [{fromCidr: 0.0.0.0/0}]}}  # ✗ holds every address, of other networks too"),
        ]
    ) { networks, report in
        let ranges = NetworkRange.all(of: networks)
        for range in ranges where range.range.length == 0 {
            report.add("holds every address, of other networks too", at: range.place)
        }
        for (inner, outer) in NetworkRange.overlaps(ranges.filter { $0.range.length > 0 })
        where inner.network != outer.network {
            report.add(
                "overlaps \(outer.range) of network \(outer.network.excerpt(32))", at: inner.place)
        }
    }
}
