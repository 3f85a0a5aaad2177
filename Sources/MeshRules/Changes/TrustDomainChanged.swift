import IstioSchema
import Validation

extension Rule {
    package static let trustDomainChanged = Rule(
        "trust-domain-changed", .error, .breaks, change: .mesh,
        summary: "the trust domain changes, and the one before is no alias",
        rationale: """
            Every workload that runs has a certificate of the old trust domain until it is renewed, by default within \
            12 hours, or until the pod restarts where another CA than istiod's signs. istiod pushes the new domain \
            live: servers take peers of it and of the aliases only, so that calls fail with CERTIFICATE_VERIFY_FAILED \
            and policies that name old principals match nobody. Where a ConfigMap without the key mesh gets one, this \
            is a warning, as that is how a lost configuration comes back.
            """,
        fix: "Keep the old trust domain in trustDomainAliases, restart every workload, and take it out later.",
        sources: [
            .istio("TrustDomainsForValidation"), .istio("trustdomain.NewBundle"),
            .istio("KubeJWTAuthenticator.authenticate"), .issue("istio/istio#53666"), .issue("istio/istio#27828"),
        ],
        examples: [
            .valid(
                "with the old one as an alias", "trustDomain: prod.example.com\ntrustDomainAliases: [cluster.local]",
                old: "trustDomain: cluster.local"),
            .valid("the default, written out", "trustDomain: cluster.local", old: "enableTracing: true"),
            .invalid(
                "without",
                "trustDomain: prod.example.com  # ✗ must keep cluster.local in trustDomainAliases until every pod restarted",
                old: "trustDomain: cluster.local"),
            .invalid(
                "back to the default by leaving it out",
                "enableTracing: true  # ✗ must keep prod.example.com in trustDomainAliases until every pod restarted",
                old: "trustDomain: prod.example.com"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, let before = old.string("trustDomain")?.value, !before.isEmpty,
            let after = new.string("trustDomain"), after.value != before,
            !new.strings("trustDomainAliases").contains(where: { $0.value == before })
        else { return }
        let shown = DiagnosticText.shown(before)
        if change.new?.isAbsentKey == true {
            // There is no trustDomain to point at, and no place for an alias.
            let now = DiagnosticText.shown(after.value)
            report.add("must keep the key mesh: trustDomain \(shown) becomes \(now)", path: .root)
            return
        }
        let place = new.place(of: "trustDomain")
        if change.old?.isAbsentKey == true {
            // Nobody chose what is lost here, and this may be what was lost before: recovery is not refused.
            report.add(
                "without mesh istiod ran on \(shown): keep it in trustDomainAliases", at: place,
                fix: "trustDomainAliases: [\(shown)]", severity: .warning)
            return
        }
        report.add(
            "must keep \(shown) in trustDomainAliases until every pod restarted", at: place,
            fix: "trustDomainAliases: [\(shown)]")
    }
}
