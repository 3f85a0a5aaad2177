import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniRepairNoop = Rule(
        "cni-repair-noop", .warning, .ignored, document: [.cniConfig],
        summary: "repair is on, and does nothing",
        rationale: """
            The controller finds pods that came up without redirection and does nothing with them: they stay broken, \
            or run outside the mesh.
            """,
        fix: "Set REPAIR_REPAIR_PODS: \"true\".",
        sources: [.istio("Controller.ReconcilePod")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "a way",
                """
                data:
                  REPAIR_ENABLED: "true"
                  REPAIR_REPAIR_PODS: "true"
                """),
            .valid(
                "off",
                """
                data:
                  REPAIR_ENABLED: "false"
                """),
            .invalid(
                "no way",
                """
                data:
                  REPAIR_ENABLED: "true"  # ✗ has no effect unless pods are repaired, deleted or labelled
                  REPAIR_REPAIR_PODS: "false"
                """),
        ]
    ) { config, report in
        let settings = CNISettings(config)
        guard let entry = settings.entry("REPAIR_ENABLED"), settings.truth("REPAIR_ENABLED") == true,
            !CNIRepair.ways.contains(where: { settings.truth($0) == true })
        else { return }
        report.add(
            "has no effect unless pods are repaired, deleted or labelled", at: entry.value,
            path: CNISettings.path("REPAIR_ENABLED"), fix: "REPAIR_REPAIR_PODS: \"true\"")
    }
}
