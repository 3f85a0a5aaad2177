import Documents
import IstioSchema
import Validation

extension Rule {
    package static let trustDomainAliasRedundant = Rule(
        "trust-domain-alias-redundant", .note, .advice, in: .meshConfig, needs: ["trustDomainAliases"],
        summary: "an alias repeats the trust domain, or another alias",
        rationale: "It does no harm: Istio takes every trust domain once.",
        fix: "Take the alias out.",
        sources: [.istio("dedupTrustDomains")],
        examples: [
            .valid("an alias", "trustDomain: td1\ntrustDomainAliases: [td2]"),
            .invalid(
                "itself, and one twice",
                """
                trustDomain: td1
                trustDomainAliases:
                  - td1  # ✗ repeats trustDomain
                  - td2
                  - td2  # ✗ repeats trustDomainAliases[1]
                """),
            .invalid("the default", "trustDomainAliases: [cluster.local]  # ✗ repeats trustDomain"),
        ]
    ) { mesh, report in
        let aliases = mesh.strings("trustDomainAliases")
        let trustDomain = mesh.string("trustDomain").map { ExactText($0.value) }
        guard aliases.count > 1 || aliases.first.map({ ExactText($0.value) }) == trustDomain else { return }
        var indices: [ExactText: Int] = [:]
        for (index, alias) in aliases.filter({ $0.isWritten }).enumerated() {
            let name = ExactText(alias.value)
            if name == trustDomain {
                report.add("repeats trustDomain", at: alias)
            } else if let first = indices[name] {
                report.add("repeats trustDomainAliases[\(first)]", at: alias)
            } else {
                indices[name] = index
            }
        }
    }
}
