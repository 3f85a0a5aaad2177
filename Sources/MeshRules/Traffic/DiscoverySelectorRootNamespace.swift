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
            .valid(
                "istiod elsewhere",
                """
                rootNamespace: mesh
                discoverySelectors:
                - matchExpressions:
                  - {key: kubernetes.io/metadata.name, operator: In, values: [shop, mesh]}
                """, object: ObjectReference(kind: "ConfigMap", namespace: "mesh", name: "istio")),
            .invalid(
                "another namespace by its name",
                """
                discoverySelectors:  # ✗ must select istiod's namespace, mesh
                - matchLabels: {kubernetes.io/metadata.name: istio-system}
                rootNamespace: mesh
                """, object: ObjectReference(kind: "ConfigMap", namespace: "mesh", name: "istio")),
            .invalid(
                "a root namespace beside istiod's",
                """
                discoverySelectors:  # ✗ must select rootNamespace, istio-config
                - matchLabels: {kubernetes.io/metadata.name: istio-system}
                rootNamespace: istio-config
                """, object: ObjectReference(kind: "ConfigMap", namespace: "istio-system", name: "istio")),
            .invalid(
                "only labelled namespaces",
                """
                discoverySelectors:  # ✗ selects istiod's namespace only if it has the label
                - matchLabels: {istio.io/rev: default}
                """),
        ]
    ) { mesh, report in
        let selectors = mesh.messages("discoverySelectors")
        guard let first = selectors.first, first.isWritten else { return }
        let place = mesh.place(of: "discoverySelectors")
        // Only of a ConfigMap is it known where istiod runs: beside it.
        let isBeside = report.object.kind == "ConfigMap" && !report.object.namespace.isEmpty
        let istiod = isBeside ? report.object.namespace : nil
        switch Selection(of: istiod, by: selectors) {
        case .byLabel:
            report.add(
                "selects istiod's namespace only if it has the label", atKeyOf: place,
                fix: entry(for: istiod ?? "istio-system"))
        case .never:
            let name = istiod.map { ", \(DiagnosticText.shown($0))" } ?? ""
            report.add("must select istiod's namespace\(name)", atKeyOf: place, fix: istiod.map(entry))
        case .certain:
            guard let root = mesh.string("rootNamespace"), root.isWritten, !root.value.isEmpty,
                Selection(of: root.value, by: selectors) != .certain
            else { return }
            report.add(
                "must select rootNamespace, \(DiagnosticText.shown(root.value))", atKeyOf: place,
                fix: entry(for: root.value))
        }
    }
}

private func entry(for namespace: String) -> String { "- matchLabels: {kubernetes.io/metadata.name: \(namespace)}" }

/// Whether selectors select a namespace, of which only the name is known.
private enum Selection: Equatable {
    case certain
    /// Only with a label that somebody has to put on it.
    case byLabel
    case never

    /// - Parameter namespace: its name; nil where it is not known, so that any name may be it.
    init(of namespace: String?, by selectors: Messages) {
        self = .never
        for selector in selectors {
            switch Selection(of: namespace, by: selector) {
            case .certain:
                self = .certain
                return
            case .byLabel: self = .byLabel
            case .never: break
            }
        }
    }

    private init(of namespace: String?, by selector: Message) {
        let nameLabel = "kubernetes.io/metadata.name"
        var asksForLabel = false
        var asksForName = false
        for (key, value) in selector.stringEntries("matchLabels") {
            guard key == nameLabel else {
                asksForLabel = true
                continue
            }
            asksForName = true
            if let namespace, value.value != namespace {
                self = .never
                return
            }
        }
        for requirement in selector.messages("matchExpressions") {
            let meaning = requirement.string("operator")?.value
            guard requirement.string("key")?.value == nameLabel else {
                asksForLabel = asksForLabel || meaning != "NotIn" && meaning != "DoesNotExist"
                continue
            }
            asksForName = true
            guard let namespace, let meaning else { continue }
            let isNamed = requirement.strings("values").contains { $0.value == namespace }
            if meaning == "In" && !isNamed || meaning == "NotIn" && isNamed || meaning == "DoesNotExist" {
                self = .never
                return
            }
        }
        // Whoever names the namespace knows of the other labels that the selector asks for.
        self = asksForLabel && !asksForName ? .byLabel : .certain
    }
}
