import IstioSchema
import Validation

extension Rule {
    package static let discoverySelectorMatchesAll = Rule(
        "discovery-selector-matches-all", .note, .advice, in: .meshConfig, needs: ["discoverySelectors"],
        summary: "an entry of discoverySelectors is empty, and so matches every namespace",
        rationale: "Selectors are alternatives: beside one that matches everything the others make no difference.",
        fix: "Leave discoverySelectors out, or write labels.",
        sources: [.kubernetes("LabelSelectorAsSelector")],
        examples: [
            .valid("no selectors", "discoverySelectors: []"),
            .valid("a label", "discoverySelectors: [{matchLabels: {a: b}}]"),
            .invalid(
                "an empty selector", "discoverySelectors: [{}]  # ✗ selects every namespace, whatever is beside it"),
        ]
    ) { mesh, report in
        for selector in mesh.messages("discoverySelectors")
        where !selector.isSet("matchLabels") && !selector.isSet("matchExpressions") {
            report.add("selects every namespace, whatever is beside it", at: selector)
        }
    }
}
