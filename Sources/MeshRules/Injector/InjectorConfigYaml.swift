import Documents
import IstioSchema
import Validation

extension Rule {
    package static let injectorConfigYaml = Rule(
        "injector-config-yaml", .error, .breaks, document: [.injectorConfig, .configMap],
        summary: "the injector's config is missing, no YAML, or of other types",
        rationale: """
            A running istiod keeps the configuration it had. The next one that starts cannot read it and exits, so that \
            after a restart nothing is injected, and no proxy gets its configuration.
            """,
        fix: "Mend the key config; a list entry and a colon are followed by a blank.",
        sources: [.istio("UnmarshalConfig"), .istio("NewWebhook")],
        examples: [
            .valid(
                "all keys",
                """
                policy: enabled
                defaultTemplates: [sidecar]
                alwaysInjectSelector: []
                neverInjectSelector: [{matchLabels: {batch: "true"}}]
                injectedAnnotations:
                template: "{{ no longer read }}"
                templates:
                  sidecar: "spec: {}"
                """, kind: .injectorConfig),
            .invalid(
                "a mapping for a list",
                """
                policy: enabled
                neverInjectSelector: {matchLabels: {batch: "true"}}  # ✗ must be a list of label selectors
                templates: {sidecar: "spec: {}"}
                """, kind: .injectorConfig),
            .invalid(
                "a template that is no text",
                """
                policy: enabled
                templates:
                  sidecar: {spec: {}}  # ✗ must be a string
                """, kind: .injectorConfig),
            .invalid("a text", "policy  # ✗ must be a mapping, not policy", kind: .injectorConfig),
            .invalid(
                "no config at all",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio-sidecar-injector, namespace: istio-system}
                data: {values: "{}"}
                """, kind: .configMap, expects: ["must be set: istiod does not start without it"]),
        ]
    ) { node, report in
        if report.kind == .configMap {
            guard InjectorConfigMap.lacks("config", node, report.object) else { return }
            report.add("must be set: istiod does not start without it", path: .root.field("data").field("config"))
            return
        }
        guard case .mapping(let entries) = node.value else {
            if !node.isNull { report.add("must be a mapping", at: node, path: .root) }
            return
        }
        for entry in entries {
            guard let shape = shapes[entry.name.lowercased()] else { continue }
            checkType(of: entry.value, as: shape, at: .root.field(entry.name), &report)
        }
    }
}

private indirect enum Shape: Sendable {
    case string
    case list(Shape, String)
    case map(Shape, String)
    case record([String: Shape], String)

    var requirement: String {
        switch self {
        case .string: "a string"
        case .list(_, let name), .map(_, let name), .record(_, let name): name
        }
    }
}

/// Names are compared without case, as encoding/json does.
///
/// The policy is checked by a rule of its own.
///
/// Source: pkg/kube/inject/inject.go `Config`; apimachinery meta/v1 `LabelSelector`.
private let shapes: [String: Shape] = [
    "defaulttemplates": strings, "templates": .map(.string, "a mapping of templates"),
    "aliases": .map(strings, "a mapping of lists"), "injectedannotations": .map(.string, "a mapping of strings"),
    "neverinjectselector": selectors, "alwaysinjectselector": selectors,
]

private let strings = Shape.list(.string, "a list of strings")

private let selectors = Shape.list(
    .record(
        [
            "matchlabels": .map(.string, "a mapping of strings"),
            "matchexpressions": .list(
                .record(["key": .string, "operator": .string, "values": strings], "a mapping"), "a list of expressions"),
        ], "a label selector"), "a list of label selectors")

private func checkType(of node: Node, as shape: Shape, at path: FieldPath, _ report: inout RuleReport) {
    switch (shape, node.value) {
    case (_, .null), (.string, .string):
        break
    case (.list(let element, _), .sequence(let nodes)):
        for (index, node) in nodes.enumerated() { checkType(of: node, as: element, at: path.element(index), &report) }
    case (.map(let value, _), .mapping(let entries)):
        for entry in entries { checkType(of: entry.value, as: value, at: path.key(entry.name), &report) }
    case (.record(let fields, _), .mapping(let entries)):
        for entry in entries {
            guard let shape = fields[entry.name.lowercased()] else { continue }
            checkType(of: entry.value, as: shape, at: path.field(entry.name), &report)
        }
    default:
        report.add("must be \(shape.requirement)", at: node, path: path)
    }
}
