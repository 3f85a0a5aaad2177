import IstioSchema
import Validation

extension Rule {
    package static let networkCidrInvalid = Rule(
        "network-cidr-invalid", .error, .rejected, in: .networkEndpoints, needs: ["fromCidr"],
        summary: "fromCidr is no range of IP addresses",
        rationale: Consequence.networksRejected,
        fix: "Write an address, a slash and the number of leading bits: 10.0.0.0/16.",
        sources: [.istio("ValidateIPSubnet")],
        examples: [
            .valid("ranges", "networks: {n1: {endpoints: [{fromCidr: 10.0.0.0/16}, {fromCidr: '2001:db8::/32'}]}}"),
            .valid(
                "what else Istio takes",
                "networks: {n1: {endpoints: [{fromCidr: 'fe80::1%eth0'}, {fromCidr: '::ffff:10.0.0.0/104'}]}}"),
            .invalid(
                "too many bits",
                """
                networks:
                  n1:
                    endpoints: [{fromCidr: 10.0.0.0/33}]  # ✗ must be a range such as 10.0.0.0/16, not 10.0.0.0/33
                """
            ),
            .invalid(
                "zeros in front",
                """
                networks:
                  n1:
                    endpoints:
                    - fromCidr: 10.0.0.0/08  # ✗ must be a range such as 10.0.0.0/16, not 10.0.0.0/08
                    - fromCidr: 10.00.0.0/8  # ✗ must be a range such as 10.0.0.0/16, not 10.00.0.0/8
                """),
            .invalid(
                "empty",
                "networks: {n1: {endpoints: [{fromCidr: ''}]}}  # ✗ must be a range such as 10.0.0.0/16, not \"\""),
        ]
    ) { endpoints, report in
        guard let range = endpoints.string("fromCidr"), !CIDR.isSubnetOrAddress(range.value) else { return }
        report.add("must be a range such as 10.0.0.0/16", at: range)
    }
}
