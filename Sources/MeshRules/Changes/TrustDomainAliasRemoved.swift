import IstioSchema
import Validation

extension Rule {
    package static let trustDomainAliasRemoved = Rule(
        "trust-domain-alias-removed", .warning, .risky, change: .mesh,
        summary: "an alias of the trust domain is taken out",
        rationale: """
            Peers that still have certificates of that trust domain are refused, and policies stop matching them, as \
            soon as istiod has pushed the change; no restart is needed for that.
            """,
        fix: "Make sure that no workload, of no cluster, has a certificate of the trust domain any more.",
        sources: [.istio("TrustDomainsForValidation"), .istio("trustdomain.NewBundle"), .issue("istio/istio#28437")],
        examples: [
            .valid("unchanged", "trustDomainAliases: [old]", old: "trustDomainAliases: [old]"),
            .valid(
                "become the trust domain", "trustDomain: td2\ntrustDomainAliases: [td1]",
                old: "trustDomain: td1\ntrustDomainAliases: [td2]"),
            .invalid(
                "gone",
                "enableTracing: true  # ✗ drops the alias old, whose certificates are refused at once",
                old: "trustDomainAliases: [old]"),
            .invalid(
                "one of two",
                """
                trustDomainAliases:
                  - older  # ✗ drops the alias old, whose certificates are refused at once
                """, old: "trustDomainAliases: [old, older]"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, !new.isSame(as: old, in: "trustDomainAliases") else { return }
        let before = old.strings("trustDomainAliases").map(\.value)
        guard !before.isEmpty, let trustDomain = new.string("trustDomain")?.value else { return }
        let after = Set(new.strings("trustDomainAliases").map(\.value))
        for alias in before where !after.contains(alias) && alias != trustDomain && !alias.isEmpty {
            report.add(
                "drops the alias \(DiagnosticText.shown(alias)), whose certificates are refused at once",
                at: new.place(of: "trustDomainAliases"))
        }
    }
}
