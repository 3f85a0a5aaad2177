import Documents
import IstioSchema
import Validation

extension Rule {
    package static let injectorValuesParse = Rule(
        "injector-values-parse", .error, .breaks, document: [.injectorValues, .configMap],
        summary: "the injector's values are missing, or no mapping",
        rationale: """
            A running istiod keeps the values it had. The next one that starts cannot read them: from Istio 1.25 on it \
            exits, before it logs one line and fails every injection. Either way no pod is injected after a restart.
            """,
        fix: "Write the values as JSON or YAML; the entries of a mapping in braces need commas.",
        sources: [.istio("NewValuesConfig")],
        examples: [
            .valid("JSON", #"{"global": {"hub": "docker.io/istio"}, "revision": "canary"}"#, kind: .injectorValues),
            .valid("YAML", "global:\n  hub: docker.io/istio\nrevision: canary", kind: .injectorValues),
            .invalid("a list", "[global]  # ✗ must be a mapping", kind: .injectorValues),
            .invalid(
                "a part of another type",
                """
                global: docker.io/istio  # ✗ must be a mapping, not docker.io/istio
                revision: canary
                """, kind: .injectorValues),
            .invalid(
                "no values at all",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio-sidecar-injector-canary, namespace: istio-system}
                data: {config: "policy: enabled"}
                """, kind: .configMap, expects: ["must be set: istiod does not start without it"]),
        ]
    ) { node, report in
        if report.kind == .configMap {
            guard InjectorConfigMap.lacks("values", node, report.object) else { return }
            report.add("must be set: istiod does not start without it", path: .root.field("data").field("values"))
            return
        }
        guard case .mapping(let entries) = node.value else {
            if !node.isNull { report.add("must be a mapping", at: node, path: .root) }
            return
        }
        // Source: operator/pkg/apis/values_types.proto `Values`.
        for entry in entries where ["global", "sidecarInjectorWebhook", "pilot", "gateways"].contains(entry.name) {
            switch entry.value.value {
            case .mapping, .null: break
            default: report.add("must be a mapping", at: entry.value, path: .root.field(entry.name))
            }
        }
        if let revision = node["revision"], !revision.isNull, revision.string == nil {
            report.add("must be a string", at: revision, path: .root.field("revision"))
        }
    }
}
