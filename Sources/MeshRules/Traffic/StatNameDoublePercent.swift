import Documents
import IstioSchema
import Validation

extension Rule {
    package static let statNameDoublePercent = Rule(
        "stat-name-double-percent", .warning, .risky, in: .meshConfig,
        needs: ["inboundClusterStatName", "outboundClusterStatName"],
        summary: "a pattern for statistics has an operator between two percent signs on each side",
        rationale: "istiod replaces the inner part only: the statistics are called outbound|80|%v1%|….",
        fix: "Write one percent sign on each side.",
        sources: [.istio("BuildStatPrefix")],
        examples: [
            .valid("single signs", #"outboundClusterStatName: "%SERVICE_PORT%|%SUBSET_NAME%|%SERVICE_FQDN%""#),
            .valid("neighbours", #"outboundClusterStatName: "%SERVICE%%SERVICE_PORT%%SUBSET_NAME%""#),
            .invalid(
                "double signs",
                """
                outboundClusterStatName: "%%SUBSET_NAME%%|%SERVICE%"  # ✗ needs one % on each side of SUBSET_NAME, not two
                """),
        ]
    ) { mesh, report in
        for (pattern, place) in report.statNamePatterns(of: mesh).all {
            guard let doubled = pattern.operators.first(where: \.isDoubled) else { continue }
            report.add(
                "needs one % on each side of \(doubled.name.elided(to: 20)), not two", at: place,
                fix: "%\(doubled.name.elided(to: 20))%")
        }
    }
}
