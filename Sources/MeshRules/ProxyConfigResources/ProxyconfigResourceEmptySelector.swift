import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigResourceEmptySelector = Rule(
        "proxyconfig-resource-empty-selector", .warning, .ignored, in: .proxyConfigResource, needs: ["selector"],
        summary: "a selector without labels",
        rationale: """
            Unlike elsewhere in Istio an empty selector selects nothing here: a resource for the whole namespace must have \
            none, and one for workloads must name labels. No proxy gets these settings.
            """,
        fix: "Remove selector for the whole namespace, or name labels under selector.matchLabels.",
        sources: [.istio("mergedNamespaceConfig"), .istio("mergedWorkloadConfig"), .istio("validateWorkloadSelector")],
        examples: [
            .valid(
                "the namespace",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec: {concurrency: 2}
                """),
            .valid(
                "a workload",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec: {selector: {matchLabels: {app: web}}, concurrency: 2}
                """),
            .invalid(
                "empty",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  concurrency: 2
                  selector: {}  # ✗ selects nothing: remove it for the whole namespace, or name labels
                """),
            .invalid(
                "labels that are none",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  concurrency: 2
                  selector: {matchLabels: {}}  # ✗ selects nothing: remove it for the whole namespace, or name labels
                """),
        ]
    ) { resource, report in
        guard let selector = resource.message("selector") else { return }
        if let labels = selector.field("matchLabels") {
            guard case .map(let pairs) = labels.value, pairs.isEmpty else { return }
        }
        report.add("selects nothing: remove it for the whole namespace, or name labels", at: selector)
    }
}
