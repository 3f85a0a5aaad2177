import Documents
import IstioSchema
import Validation

extension Rule {
    package static let injectorSelectorInvalid = Rule(
        "injector-selector-invalid", .warning, .ignored, document: [.injectorConfig],
        summary: "a selector for injection that never matches",
        rationale: """
            istiod skips a selector that is invalid with a line in its log, and an empty one without a word: unlike \
            elsewhere it matches nothing. A selector in both lists never injects.
            """,
        fix: "Name labels that the pods have.",
        sources: [.istio("injectRequired"), .kubernetes("metav1.LabelSelectorAsSelector")],
        examples: [
            .valid(
                "labels",
                """
                policy: enabled
                alwaysInjectSelector: [{matchLabels: {batch: allowed}}]
                neverInjectSelector: [{matchExpressions: [{key: job-name, operator: Exists}]}]
                templates: {sidecar: "spec: {}"}
                """, kind: .injectorConfig),
            .invalid(
                "empty",
                """
                policy: enabled
                alwaysInjectSelector: [{}]  # ✗ selects nothing: an empty selector never matches here
                templates: {sidecar: "spec: {}"}
                """, kind: .injectorConfig),
            .invalid(
                "an operator that there is not",
                """
                policy: enabled
                neverInjectSelector:
                - matchExpressions: [{key: job-name, operator: exists}]  # ✗ is skipped: "exists" is no operator; write Exists
                templates: {sidecar: "spec: {}"}
                """, kind: .injectorConfig),
            .invalid(
                "in both lists",
                """
                policy: enabled
                alwaysInjectSelector:
                - matchLabels: {app: web}  # ✗ has no effect: neverInjectSelector has the same one
                neverInjectSelector:
                - matchLabels: {app: web}
                templates: {sidecar: "spec: {}"}
                """, kind: .injectorConfig),
        ]
    ) { config, report in
        let never = Set((config["neverInjectSelector"]?.elements ?? []).compactMap(labels))
        for name in ["alwaysInjectSelector", "neverInjectSelector"] {
            for (index, selector) in (config[name]?.elements ?? []).enumerated() {
                let path = FieldPath.root.field(name).element(index)
                if let mistake = SelectorSyntax.mistake(in: selector) {
                    report.add("is skipped: \(mistake)", at: selector, path: path)
                } else if SelectorSyntax.isEmpty(selector) {
                    report.add("selects nothing: an empty selector never matches here", at: selector, path: path)
                } else if name == "alwaysInjectSelector", let labels = labels(selector), never.contains(labels) {
                    report.add("has no effect: neverInjectSelector has the same one", at: selector, path: path)
                }
            }
        }
    }
}

/// The labels of a selector that has nothing else.
private func labels(_ selector: Node) -> [String: String]? {
    guard selector["matchExpressions"] == nil, let entries = selector["matchLabels"]?.entries, !entries.isEmpty
    else { return nil }
    return entries.reduce(into: [:]) { $0[$1.name] = $1.value.string }
}
