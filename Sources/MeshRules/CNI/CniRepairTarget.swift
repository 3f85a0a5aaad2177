import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniRepairTarget = Rule(
        "cni-repair-target", .warning, .ignored, document: [.cniConfig],
        summary: "repair looks for what is not there",
        rationale: """
            Repair labels broken pods with this label, and knows them by the name of the init container that the \
            injection template gives them. With other values it finds or marks no pod.
            """,
        fix: "Leave the three at the values of the chart.",
        sources: [.istio("Controller.ReconcilePod"), .istio("Controller.matchesFilter")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "as the chart has it",
                """
                data:
                  REPAIR_INIT_CONTAINER_NAME: istio-validation
                  REPAIR_LABEL_PODS: "true"
                  REPAIR_BROKEN_POD_LABEL_KEY: cni.istio.io/uninitialized
                """),
            .valid(
                "the label is not used",
                """
                data:
                  REPAIR_BROKEN_POD_LABEL_KEY: ""
                """),
            .invalid(
                "another container",
                """
                data:
                  REPAIR_INIT_CONTAINER_NAME: istio-init  # ✗ must be istio-validation, as in the template, not istio-init
                """),
            .invalid(
                "no label",
                """
                data:
                  REPAIR_LABEL_PODS: "true"
                  REPAIR_BROKEN_POD_LABEL_KEY: ""  # ✗ must be a label's name, not ""
                """),
        ]
    ) { config, report in
        let settings = CNISettings(config)
        guard settings.truth("REPAIR_ENABLED") != false else { return }
        if let entry = settings.entry("REPAIR_INIT_CONTAINER_NAME"), let name = entry.value.string,
            name != "istio-validation"
        {
            report.add(
                "must be istio-validation, as in the template", at: entry.value,
                path: CNISettings.path(entry.name))
        }
        guard settings.truth("REPAIR_LABEL_PODS") == true else { return }
        if let entry = settings.entry("REPAIR_BROKEN_POD_LABEL_KEY"), let name = entry.value.string,
            !KubernetesLabel.isKey(name)
        {
            report.add("must be a label's name", at: entry.value, path: CNISettings.path(entry.name))
        }
        if let entry = settings.entry("REPAIR_BROKEN_POD_LABEL_VALUE"), let value = entry.value.string,
            !KubernetesLabel.isValue(value)
        {
            report.add("must be a label's value", at: entry.value, path: CNISettings.path(entry.name))
        }
    }
}
