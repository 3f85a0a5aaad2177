import IstioSchema
import Validation

extension Rule {
    package static let trustDomainFormat = Rule(
        "trust-domain-format", .error, .rejected, in: .meshConfig, needs: ["trustDomain", "trustDomainAliases"],
        summary: "trustDomain or one of trustDomainAliases is empty, or no name of DNS labels",
        rationale: Consequence.meshRejected,
        fix: "Write letters, digits, hyphens and dots: prod.example.com, without spiffe:// and path.",
        sources: [.istio("ValidateTrustDomain"), .istio("validateTrustDomainConfig")],
        examples: [
            .valid("names", "trustDomain: prod.example.com\ntrustDomainAliases: [cluster.local, 1.2.3.4, A.]"),
            .valid("null, which is unset", "trustDomain:"),
            .invalid(
                "an identity",
                #"trustDomain: "spiffe://Prod"  # ✗ must be DNS labels with dots between, not spiffe://Prod"#),
            .invalid("empty", "trustDomain: ''  # ✗ must be DNS labels with dots between, not \"\""),
            .invalid(
                "an alias", "trustDomainAliases: [td1, '*.td2']  # ✗ must be DNS labels with dots between, not *.td2"),
            .invalid(
                "a null alias", "trustDomainAliases: [a.local, ~]  # ✗ must be DNS labels with dots between, not ~"),
        ]
    ) { mesh, report in
        if let domain = mesh.string("trustDomain") { inspect(domain, &report) }
        for alias in mesh.strings("trustDomainAliases") { inspect(alias, &report) }
    }
}

private func inspect(_ domain: Located<String>, _ report: inout RuleReport) {
    guard domain.isWritten, !HostName.isTrustDomain(domain.value) else { return }
    report.add("must be DNS labels with dots between", at: domain)
}
