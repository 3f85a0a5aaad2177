import IstioSchema
import Validation

extension Rule {
    package static let networkCidrHostBits = Rule(
        "network-cidr-host-bits", .note, .advice, in: .networkEndpoints, needs: ["fromCidr"],
        summary: "the address of fromCidr has bits that its length leaves out",
        rationale: "Istio drops the bits: 192.168.0.1/24 is 192.168.0.0/24. Often one address was meant, which is /32.",
        fix: "Write the first address of the range, or /32 for one address.",
        sources: [.document("Go net.ParseCIDR")],
        examples: [
            .valid("a range", "networks: {n1: {endpoints: [{fromCidr: 192.168.0.0/24}]}}"),
            .invalid(
                "an address in it",
                "networks: {n1: {endpoints: [{fromCidr: 192.168.0.1/24}]}}  # ✗ means all of 192.168.0.0/24"),
        ]
    ) { endpoints, report in
        guard let range = endpoints.string("fromCidr"), let cidr = CIDR(range.value), cidr.hasHostBits else { return }
        report.add("means all of \(cidr)", at: range, fix: "fromCidr: \(cidr)")
    }
}
