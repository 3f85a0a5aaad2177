import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniChaining = Rule(
        "cni-chaining", .note, .advice, document: [.cniConfig],
        summary: "istio-cni is not chained behind another plugin",
        rationale: """
            Most network plugins expect istio-cni chained behind them. By itself it needs a meta plugin such as \
            Multus that calls both; otherwise pods get no network, or none of the mesh.
            """,
        fix: "Leave CHAINED_CNI_PLUGIN true unless Multus calls istio-cni.",
        sources: [.istio("constructConfig"), .document("istio-cni chart values.yaml")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "chained",
                """
                data:
                  CHAINED_CNI_PLUGIN: "true"
                  CNI_CONF_NAME: 10-calico.conflist
                """),
            .invalid(
                "by itself",
                """
                data:
                  CHAINED_CNI_PLUGIN: "false"  # ✗ needs a meta plugin such as Multus
                """),
            .invalid(
                "two files",
                """
                data:
                  CHAINED_CNI_PLUGIN: "false"  # ✗ needs a meta plugin such as Multus
                  ISTIO_OWNED_CNI_CONFIG: "true"  # ✗ is for a chained plugin; CHAINED_CNI_PLUGIN is false
                """),
            .invalid(
                "no name of a configuration",
                """
                data:
                  CNI_CONF_NAME: calico  # ✗ must end in .conf or .conflist, not calico
                """),
        ]
    ) { config, report in
        let settings = CNISettings(config)
        if let entry = settings.entry("CHAINED_CNI_PLUGIN"), settings.truth("CHAINED_CNI_PLUGIN") == false {
            report.add("needs a meta plugin such as Multus", at: entry.value, path: CNISettings.path(entry.name))
            if let owned = settings.entry("ISTIO_OWNED_CNI_CONFIG"), settings.truth("ISTIO_OWNED_CNI_CONFIG") == true {
                report.add(
                    "is for a chained plugin; CHAINED_CNI_PLUGIN is false", at: owned.value,
                    path: CNISettings.path(owned.name))
            }
        }
        if let entry = settings.entry("CNI_CONF_NAME"), let name = entry.value.string, !name.isEmpty,
            !name.hasSuffix(".conf"), !name.hasSuffix(".conflist")
        {
            report.add(
                "must end in .conf or .conflist, not \(DiagnosticText.shown(name))", at: entry.value,
                path: CNISettings.path(entry.name))
        }
    }
}
