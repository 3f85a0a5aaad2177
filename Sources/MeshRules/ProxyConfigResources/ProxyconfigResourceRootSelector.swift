import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigResourceRootSelector = Rule(
        "proxyconfig-resource-root-selector", .note, .advice, in: .proxyConfigResource, needs: ["selector"],
        summary: "a selector in the root namespace",
        rationale: """
            A selector matches pods of the resource's own namespace only, in the root namespace too. What is meant for the \
            whole mesh must have no selector; with one it reaches the gateways beside istiod at most.
            """,
        fix: "Remove selector for the whole mesh.",
        sources: [.istio("mergedWorkloadConfig")],
        examples: [
            .valid(
                "the whole mesh",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: all, namespace: istio-system}
                spec: {concurrency: 2}
                """),
            .valid(
                "in another namespace",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: web, namespace: app}
                spec: {selector: {matchLabels: {app: web}}, concurrency: 2}
                """),
            .invalid(
                "some of the root namespace",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: all, namespace: istio-system}
                spec:
                  selector: {matchLabels: {app: web}}  # ✗ selects pods of istio-system only, not of the whole mesh
                  concurrency: 2
                """),
        ]
    ) { resource, report in
        // The root namespace stands in the mesh configuration, which is another document; nearly every mesh has this one.
        guard report.object.namespace == "istio-system", let selector = resource.message("selector"),
            !selector.stringEntries("matchLabels").isEmpty
        else { return }
        report.add("selects pods of istio-system only, not of the whole mesh", at: selector)
    }
}
