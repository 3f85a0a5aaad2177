import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniAmbientSelector = Rule(
        "cni-ambient-selector", .error, .breaks, document: [.cniConfig],
        summary: "AMBIENT_ENABLEMENT_SELECTOR is no list of selectors",
        rationale: """
            The node agent cannot read which pods belong to ambient mode, and exits: on each node where it restarts \
            no pod of the mesh can start.
            """,
        fix: "Write a YAML list of podSelector and namespaceSelector.",
        sources: [.istio("NewCompiledEnablementSelectors")],
        releases: .v1_27 ... .newest,
        examples: [
            .valid(
                "a list",
                #"""
                data:
                  AMBIENT_ENABLED: "true"
                  AMBIENT_ENABLEMENT_SELECTOR: "- podSelector:\n    matchLabels: {istio.io/dataplane-mode: ambient}\n"
                """#),
            .valid(
                "not used",
                """
                data:
                  AMBIENT_ENABLED: "false"
                  AMBIENT_ENABLEMENT_SELECTOR: all
                """),
            .invalid(
                "a mapping",
                """
                data:
                  AMBIENT_ENABLED: "true"
                  AMBIENT_ENABLEMENT_SELECTOR: "podSelector: {}"  # ✗ must be a YAML list of selectors, not podSelector: {}
                """),
            .invalid(
                "no YAML",
                """
                data:
                  AMBIENT_ENABLED: "true"
                  AMBIENT_ENABLEMENT_SELECTOR: "- podSelector: {"  # ✗ must be a YAML list of selectors, not - podSelector: {
                """),
            .invalid(
                "an operator that there is not",
                """
                data:
                  AMBIENT_ENABLED: "true"
                  AMBIENT_ENABLEMENT_SELECTOR: "- podSelector: {matchExpressions: [{key: a, operator: Is}]}"  # ✗ must hold selectors: "Is" is no operator
                """),
        ]
    ) { config, report in
        let settings = CNISettings(config)
        guard settings.truth("AMBIENT_ENABLED") == true, let entry = settings.entry("AMBIENT_ENABLEMENT_SELECTOR"),
            let text = entry.value.string, let mistake = mistake(in: text)
        else { return }
        report.add(mistake, at: entry.value, path: CNISettings.path(entry.name))
    }
}

private func mistake(in text: String) -> String? {
    guard let list = try? YAMLReader().read(text).root else { return "must be a YAML list of selectors" }
    if list.isNull { return nil }
    guard case .sequence(let selectors) = list.value else { return "must be a YAML list of selectors" }
    for selector in selectors {
        guard case .mapping = selector.value else { return "must be a YAML list of selectors" }
        for name in ["podSelector", "namespaceSelector"] {
            guard let node = selector[name], let mistake = SelectorSyntax.mistake(in: node) else { continue }
            return "must hold selectors: \(mistake)"
        }
    }
    return nil
}
