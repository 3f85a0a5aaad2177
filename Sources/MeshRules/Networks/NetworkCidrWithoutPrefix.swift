import Documents
import IstioSchema
import Validation

extension Rule {
    package static let networkCidrWithoutPrefix = Rule(
        "network-cidr-without-prefix", .warning, .ignored, in: .networkEndpoints, needs: ["fromCidr"],
        summary: "fromCidr is an address without a length",
        rationale:
            "The validation takes it, and the part of istiod that uses it does not: it logs and skips the entry.",
        fix: "Write /32 behind an IPv4 address, /128 behind an IPv6 address.",
        sources: [.istio("reloadMeshNetworks"), .document("Go net.ParseCIDR")],
        examples: [
            .valid("one address", "networks: {vm: {endpoints: [{fromCidr: 192.168.10.5/32}]}}"),
            .invalid(
                "no length",
                "networks: {vm: {endpoints: [{fromCidr: 192.168.10.5}]}}  # ✗ needs a length, as in 192.168.10.5/32"),
        ]
    ) { endpoints, report in
        guard let range = endpoints.string("fromCidr"), let address = IPAddress(range.value) else { return }
        let fixed = "\(range.value)/\(address.family.bitCount)"
        report.add(
            "needs a length, as in \(fixed.elided(to: 32))", at: range, fix: "fromCidr: \(fixed)")
    }
}
