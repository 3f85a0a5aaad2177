import IstioSchema
import Validation

extension Rule {
    package static let networkCidrDuplicate = Rule(
        "network-cidr-duplicate", .note, .advice, in: .network, needs: ["endpoints"],
        summary: "a network has the same range twice",
        rationale: "The second makes no difference. Often another range was meant.",
        fix: "Remove one, or write the range that was meant.",
        sources: [.istio("reloadMeshNetworks")],
        examples: [
            .valid("two ranges", "networks: {a: {endpoints: [{fromCidr: 10.0.0.0/16}, {fromCidr: 10.1.0.0/16}]}}"),
            .invalid(
                "twice the same",
                """
                networks:
                  a:
                    endpoints:
                    - fromCidr: 10.0.0.0/16
                    - fromCidr: 10.0.9.9/16  # ✗ repeats 10.0.0.0/16
                """),
        ]
    ) { network, report in
        var seen: Set<CIDR> = []
        for endpoints in network.messages("endpoints") {
            guard let text = endpoints.string("fromCidr"), let range = CIDR(text.value)?.unmapped else { continue }
            if !seen.insert(range).inserted { report.add("repeats \(range)", at: text) }
        }
    }
}
