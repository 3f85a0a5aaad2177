import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigAnnotationMisplaced = Rule(
        "proxyconfig-annotation-misplaced", .warning, .ignored, document: [.workload],
        summary: "the annotation proxy.istio.io/config stands on a workload, and not on its pods",
        rationale: """
            Istio's injector, and the proxy itself, read the annotations of the pod. Those of a Deployment or another \
            workload are not handed down to its pods: nothing of what is written there ever reaches a proxy.
            """,
        fix: "Move the annotation to the metadata of the pod template, spec.template.metadata.annotations.",
        sources: [.istio("ProxyConfigs.EffectiveProxyConfig"), .kubernetes("PodTemplateSpec")],
        examples: [
            .valid(
                "in the pod template",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: shop}
                spec:
                  template:
                    metadata:
                      annotations:
                        proxy.istio.io/config: "concurrency: 2"
                """),
            .valid(
                "in both",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: shop, annotations: {proxy.istio.io/config: "concurrency: 2"}}
                spec: {template: {metadata: {annotations: {proxy.istio.io/config: "concurrency: 2"}}}}
                """),
            .valid(
                "of a pod",
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: shop, annotations: {proxy.istio.io/config: "concurrency: 2"}}
                """),
            .invalid(
                "on the Deployment",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: shop
                  annotations:
                    proxy.istio.io/config: "concurrency: 2"  # ✗ must stand on the pods; nothing reads it here
                spec: {template: {metadata: {labels: {app: shop}}}}
                """),
            .invalid(
                "on the CronJob",
                """
                apiVersion: batch/v1
                kind: CronJob
                metadata:
                  name: nightly
                  annotations:
                    proxy.istio.io/config: ""  # ✗ must stand on the pods; nothing reads it here
                """),
        ]
    ) { workload, report in
        guard let steps = PodTemplate.steps(ofKind: report.object.kind, apiVersion: report.object.apiVersion),
            !steps.isEmpty, let entry = workload["metadata"]?["annotations"]?.entry(PodTemplate.proxyConfigAnnotation)
        else { return }
        let template = steps.reduce(workload as Node?) { $0?[$1] }
        guard template?["metadata"]?["annotations"]?[PodTemplate.proxyConfigAnnotation] == nil else { return }
        report.add(
            "must stand on the pods; nothing reads it here", atKeyOf: entry,
            path: .root.field("metadata").field("annotations").key(entry.name),
            fix: "move it to \((steps + ["metadata", "annotations"]).joined(separator: "."))")
    }
}
