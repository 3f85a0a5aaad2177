import Documents
import IstioSchema
import Validation

extension Rule {
    package static let injectorDefaultTemplateMissing = Rule(
        "injector-default-template-missing", .error, .breaks, document: [.injectorConfig],
        summary: "a template is named that does not exist",
        rationale: """
            istiod answers every injection with an error, and the API server then refuses the pod: in namespaces with \
            injection no pod can be created. An alias that is not among the defaults fails only pods that ask for it \
            with inject.istio.io/templates.
            """,
        fix: "Add the template, or correct the name. Without defaultTemplates it is sidecar.",
        sources: [.istio("RunTemplate"), .istio("selectTemplates")],
        examples: [
            .valid(
                "by its name and by an alias",
                """
                policy: enabled
                defaultTemplates: [sidecar, mine]
                aliases: {mine: [custom]}
                templates: {sidecar: "spec: {}", custom: "spec: {}"}
                """, kind: .injectorConfig),
            .invalid(
                "a name without a template",
                """
                policy: enabled
                defaultTemplates: [sidecar, tracing]  # ✗ must name a template or an alias, not tracing
                templates: {sidecar: "spec: {}"}
                """, kind: .injectorConfig),
            .invalid(
                "an alias to nothing",
                """
                policy: enabled
                defaultTemplates: [mine]
                aliases:
                  mine: [custom]  # ✗ must name a template, not custom
                templates: {sidecar: "spec: {}"}
                """, kind: .injectorConfig),
            .invalid(
                "an alias that pods may ask for",
                """
                policy: enabled
                aliases: {mine: [custom]}  # ✗ must name a template, not custom
                templates: {sidecar: "spec: {}"}
                """, kind: .injectorConfig),
            .invalid(
                "no sidecar",
                """
                policy: enabled
                templates:  # ✗ must hold sidecar, as defaultTemplates is not set
                  custom: "spec: {}"
                """, kind: .injectorConfig),
            .invalid(
                "no templates",
                """
                policy: enabled
                templates: {}  # ✗ must hold sidecar, as defaultTemplates is not set
                """, kind: .injectorConfig),
            .invalid(
                "templates that are null",
                """
                policy: enabled
                templates:  # ✗ must hold sidecar, as defaultTemplates is not set
                """, kind: .injectorConfig),
            .valid(
                "fields in other case", "policy: enabled\nTemplates: {own: \"\"}\nDefaultTemplates: [own]",
                kind: .injectorConfig),
            .invalid(
                "templates left out", "policy: enabled", kind: .injectorConfig,
                expects: ["must hold sidecar, as defaultTemplates is not set"]),
        ]
    ) { config, report in
        guard config.isInjectorConfig else { return }
        let templates = config.injectorField("templates")
        // None where templates are absent or null.
        let names = Set((templates?.value.entries ?? []).map(\.name))
        let aliases = config.injectorField("aliases")?.value.entries ?? []
        let defaults = config.injectorField("defaulttemplates")?.value.elements ?? []
        for alias in aliases {
            let isDefault = defaults.contains { $0.string == alias.name }
            for (index, target) in alias.value.elements.enumerated() {
                guard let name = target.string, !names.contains(name) else { continue }
                report.add(
                    "must name a template, not \(DiagnosticText.shown(name))", at: target,
                    path: .root.field("aliases").key(alias.name).element(index), severity: isDefault ? nil : .warning)
            }
        }
        let known = names.union(aliases.map(\.name))
        if defaults.isEmpty, !known.contains("sidecar") {
            let message = "must hold sidecar, as defaultTemplates is not set"
            let path = FieldPath.root.field("templates")
            if let templates {
                report.add(message, atKeyOf: templates, path: path)
            } else {
                report.add(message, path: path)
            }
        }
        for (index, node) in defaults.enumerated() {
            guard let name = node.string, !known.contains(name) else { continue }
            report.add(
                "must name a template or an alias, not \(DiagnosticText.shown(name))", at: node,
                path: .root.field("defaultTemplates").element(index))
        }
    }
}
