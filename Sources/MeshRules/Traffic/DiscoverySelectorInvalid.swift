import Documents
import IstioSchema
import Validation

extension Rule {
    package static let discoverySelectorInvalid = Rule(
        "discovery-selector-invalid", .warning, .ignored, in: .meshConfig, needs: ["discoverySelectors"],
        summary: "an entry of discoverySelectors is no label selector of Kubernetes",
        rationale: """
            istiod drops the change with a line in its log and goes on with the namespaces it had. A start with such a \
            selector is a start without any: istiod watches every namespace.
            """,
        fix: """
            Use the operators In, NotIn, Exists and DoesNotExist as they are spelt, and labels that Kubernetes \
            allows.
            """,
        sources: [
            .kubernetes("LabelSelectorAsSelector"), .istio("selectorsChanged"),
        ],
        examples: [
            .valid(
                "the operators",
                """
                discoverySelectors:
                - matchExpressions:
                  - {key: env, operator: In, values: [prod]}
                  - {key: istio.io/rev, operator: Exists}
                - matchLabels: {kubernetes.io/metadata.name: istio-system}
                """),
            .invalid(
                "an operator that there is not",
                """
                discoverySelectors:
                - matchExpressions:
                  - key: env
                    operator: Equals  # ✗ must be one of DoesNotExist, Exists, In, NotIn, not "Equals"
                    values: [prod]
                """),
            .invalid(
                "values that are missing or too many",
                """
                discoverySelectors:
                - matchExpressions:
                  - {key: env, operator: In}  # ✗ In needs values
                  - {key: env, operator: Exists, values: [a]}  # ✗ Exists takes no values
                """),
            .invalid(
                "labels that Kubernetes refuses",
                """
                discoverySelectors:
                - matchLabels:
                    bad key: a  # ✗ must have a label key before the colon, not "bad key"
                    env: a/b  # ✗ must be a label value, not a/b
                - matchExpressions:
                  - {key: "", operator: Exists}  # ✗ must be a label key, not ""
                  - {operator: Exists}  # ✗ must have a key
                """),
        ]
    ) { mesh, report in
        for selector in mesh.messages("discoverySelectors") {
            let labels = selector.stringEntries("matchLabels")
            for index in labels.indices {
                if !KubernetesLabel.isKey(labels[index].key) {
                    report.add(
                        "must have a label key before the colon, not \"\(labels[index].key.excerpt(32))\"",
                        atKeyOf: labels[index].value)
                } else if !KubernetesLabel.isValue(labels[index].value.value) {
                    report.add("must be a label value", at: labels[index].value)
                }
            }
            for requirement in selector.messages("matchExpressions") { checkRequirement(requirement, &report) }
        }
    }
}

/// The parts of a requirement in the order in which Kubernetes looks at them.
private func checkRequirement(_ requirement: Message, _ report: inout RuleReport) {
    let values = requirement.strings("values")
    let name = requirement.string("operator")
    switch name?.value ?? "" {
    case "In", "NotIn":
        if let name, values.isEmpty { report.add("\(name.value) needs values", at: name) }
    case "Exists", "DoesNotExist":
        if let name, let first = values.first { report.add("\(name.value) takes no values", atKeyOf: first) }
    default:
        let found = name ?? requirement.here.map { "" }
        let near = NearName.nearest(to: found.value, among: ["DoesNotExist", "Exists", "In", "NotIn"])
        report.add(
            "must be one of DoesNotExist, Exists, In, NotIn, not \"\(found.value.excerpt(32))\"", at: found,
            fix: near.map { "operator: \($0)" })
    }
    if let key = requirement.string("key") {
        if !KubernetesLabel.isKey(key.value) { report.add("must be a label key", at: key) }
    } else {
        report.add("must have a key", at: requirement.here)
    }
    for value in values where !KubernetesLabel.isValue(value.value) {
        report.add("must be a label value", at: value)
    }
}
