import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniRepairDisabled = Rule(
        "cni-repair-disabled", .note, .advice, document: [.cniConfig],
        summary: "repair is off",
        rationale: """
            A pod that starts on a node before istio-cni is ready gets no redirection. It fails its validation and \
            waits for somebody to delete it.
            """,
        fix: "Leave REPAIR_ENABLED true.",
        sources: [.istio("Controller.ReconcilePod")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "on",
                """
                data:
                  REPAIR_ENABLED: "true"
                """),
            .invalid(
                "off",
                """
                data:
                  REPAIR_ENABLED: "false"  # ✗ leaves pods broken that start before istio-cni is ready
                """),
        ]
    ) { config, report in
        let settings = CNISettings(config)
        guard let entry = settings.entry("REPAIR_ENABLED"), settings.truth("REPAIR_ENABLED") == false else { return }
        report.add(
            "leaves pods broken that start before istio-cni is ready", at: entry.value, path: CNISettings.path("REPAIR_ENABLED"))
    }
}
