import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniRepairConflict = Rule(
        "cni-repair-conflict", .warning, .ignored, document: [.cniConfig],
        summary: "more than one way of repair",
        rationale: """
            The controller uses the first of repairing, deleting and labelling that is on, and never the others.
            """,
        fix: "Leave one of REPAIR_REPAIR_PODS, REPAIR_DELETE_PODS and REPAIR_LABEL_PODS true.",
        sources: [.istio("Controller.ReconcilePod")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "one way",
                """
                data:
                  REPAIR_ENABLED: "true"
                  REPAIR_LABEL_PODS: "false"
                  REPAIR_DELETE_PODS: "false"
                  REPAIR_REPAIR_PODS: "true"
                """),
            .invalid(
                "two ways",
                """
                data:
                  REPAIR_ENABLED: "true"
                  REPAIR_REPAIR_PODS: "true"
                  REPAIR_DELETE_PODS: "true"  # ✗ has no effect while REPAIR_REPAIR_PODS is true
                """),
            .invalid(
                "three ways",
                """
                data:
                  REPAIR_LABEL_PODS: "true"  # ✗ has no effect while REPAIR_REPAIR_PODS is true
                  REPAIR_DELETE_PODS: "true"  # ✗ has no effect while REPAIR_REPAIR_PODS is true
                  REPAIR_REPAIR_PODS: "true"
                """),
        ]
    ) { config, report in
        let settings = CNISettings(config)
        guard settings.truth("REPAIR_ENABLED") != false else { return }
        let on = CNIRepair.ways.filter { settings.truth($0) == true }
        guard let first = on.first else { return }
        for way in on.dropFirst() {
            guard let entry = settings.entry(way) else { continue }
            report.add("has no effect while \(first) is true", at: entry.value, path: CNISettings.path(way))
        }
    }
}
