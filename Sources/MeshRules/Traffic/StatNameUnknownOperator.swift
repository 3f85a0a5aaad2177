import Documents
import IstioSchema
import Validation

extension Rule {
    package static let statNameUnknownOperator = Rule(
        "stat-name-unknown-operator", .warning, .ignored, in: .meshConfig,
        needs: ["inboundClusterStatName", "outboundClusterStatName"],
        summary: "a pattern for statistics has an operator that istiod does not know",
        rationale: "istiod leaves it as it is, and %NAME% becomes a part of the metrics' name.",
        fix: "Use SERVICE, SERVICE_NAME, SERVICE_FQDN, SERVICE_PORT, SERVICE_PORT_NAME, SUBSET_NAME, TARGET_PORT.",
        sources: [.istio("BuildStatPrefix"), .istio("BuildInboundStatPrefix")],
        examples: [
            .valid(
                "known operators",
                #"outboundClusterStatName: "outbound|%SERVICE_PORT%|%SUBSET_NAME%|%SERVICE_FQDN%""#),
            .valid("a percent sign", #"outboundClusterStatName: "100%|%SERVICE%""#),
            .invalid(
                "names that there are not",
                #"""
                outboundClusterStatName: "%PORT%|%SUBSET%|%SERVICE_FQDN%"  # ✗ has %PORT%, %SUBSET%, which istiod leaves as it is
                """#),
            .invalid(
                "an operator of a later release",
                #"inboundClusterStatName: "%SERVICE_NAME%"  # ✗ has %SERVICE_NAME%, which istiod leaves as it is"#,
                in: .v1_23),
        ]
    ) { mesh, report in
        let version = report.version
        for (pattern, place) in report.statNamePatterns(of: mesh).all {
            let unknown = pattern.operators.lazy.filter { !StatNamePattern.isKnown($0.name, in: version) }.prefix(3)
            guard !unknown.isEmpty else { continue }
            let names = unknown.map { "%\($0.name.elided(to: 20))%" }.joined(separator: ", ")
            report.add("has \(names), which istiod leaves as it is", at: place)
        }
    }
}
