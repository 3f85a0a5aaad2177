import IstioSchema
import Validation

extension Rule {
    package static let discoverySelectorRootNamespace = Rule(
        "discovery-selector-root-namespace", .warning, .risky, in: .meshConfig, needs: ["discoverySelectors"],
        summary: "no entry of discoverySelectors is certain to select the namespace of istiod",
        rationale: """
            What is in a namespace that is not selected does not exist for istiod. Without its own namespace the \
            gateways there lose their listeners, and policies of the root namespace stop to apply.
            """,
        fix: "Add a selector for kubernetes.io/metadata.name, or make sure that the namespace carries the label.",
        sources: [
            .kubernetes("kubernetes.io/metadata.name"), .issue("istio/istio#33586"), .issue("istio/istio#39520"),
        ],
        examples: [
            .valid(
                "istiod's namespace by its name",
                """
                discoverySelectors:
                - matchLabels: {istio.io/rev: default}
                - matchLabels: {kubernetes.io/metadata.name: istio-system}
                """),
            .valid("every namespace", "discoverySelectors: [{}]"),
            .valid("none", "discoverySelectors: []"),
            .valid(
                "all but some",
                """
                discoverySelectors:
                - matchExpressions:
                  - {key: mesh, operator: NotIn, values: [none]}
                """),
            .invalid(
                "only labelled namespaces",
                """
                discoverySelectors:  # ✗ selects istiod's namespace only if it has the label
                - matchLabels: {istio.io/rev: default}
                """),
        ]
    ) { mesh, report in
        let selectors = mesh.messages("discoverySelectors")
        guard let first = selectors.first, first.isWritten, !selectors.contains(where: maySelectAny) else {
            return
        }
        report.add(
            "selects istiod's namespace only if it has the label",
            atKeyOf: mesh.place(of: "discoverySelectors"),
            fix: "- matchLabels: {kubernetes.io/metadata.name: istio-system}")
    }
}

/// Whether a selector names namespaces, or asks for no label that a namespace would have to be given.
private func maySelectAny(_ selector: Message) -> Bool {
    let name = "kubernetes.io/metadata.name"
    let labels = selector.stringEntries("matchLabels")
    for index in labels.indices where labels[index].key == name { return true }
    var asksForLabel = !labels.isEmpty
    for requirement in selector.messages("matchExpressions") {
        if requirement.string("key")?.value == name { return true }
        guard !asksForLabel, let meaning = requirement.string("operator")?.value else {
            asksForLabel = true
            continue
        }
        asksForLabel = meaning != "NotIn" && meaning != "DoesNotExist"
    }
    return !asksForLabel
}
