import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigAnnotationNotText = Rule(
        "proxyconfig-annotation-not-text", .error, .breaks, document: [.workload],
        summary: "the annotation proxy.istio.io/config is no text",
        rationale: """
            The values of annotations are texts, and the API server refuses an object with any other. Most often the | \
            behind the key is missing, so that the settings become a mapping of their own.
            """,
        fix: "Put a | behind the key, so that what is indented below it is a text.",
        sources: [.kubernetes("ObjectMeta.annotations")],
        examples: [
            .valid(
                "a text",
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: shop
                  annotations:
                    proxy.istio.io/config: |
                      concurrency: 2
                """),
            .valid(
                "nothing, which is an empty text",
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: shop, annotations: {proxy.istio.io/config: }}
                """),
            .invalid(
                "settings without a |",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: shop}
                spec:
                  template:
                    metadata:
                      annotations:
                        proxy.istio.io/config:  # ✗ must be text for the API server to take it
                          concurrency: 2
                """),
            .invalid(
                "a boolean",
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: shop
                  annotations:
                    proxy.istio.io/config: true  # ✗ must be text for the API server to take it, not true
                """),
        ]
    ) { workload, report in
        guard let steps = PodTemplate.steps(ofKind: report.object.kind, apiVersion: report.object.apiVersion) else {
            return
        }
        for steps in steps.isEmpty ? [steps] : [[], steps] {
            let metadata = steps.reduce(workload as Node?) { $0?[$1] }?["metadata"]
            guard let entry = metadata?["annotations"]?.entry(PodTemplate.proxyConfigAnnotation) else { continue }
            let path = (steps + ["metadata", "annotations"]).reduce(FieldPath.root) { $0.field($1) }.key(entry.name)
            let message = "must be text for the API server to take it"
            switch entry.value.value {
            case .string, .null: continue
            case .mapping, .sequence: report.add(message, atKeyOf: entry, path: path, fix: "\(entry.name): |")
            default: report.add(message, at: entry.value, path: path)
            }
        }
    }
}
