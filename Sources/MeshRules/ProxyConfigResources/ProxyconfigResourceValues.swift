import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigResourceValues = Rule(
        "proxyconfig-resource-values", .error, .rejected, in: .proxyConfigResource, needs: ["concurrency", "selector"],
        summary: "a negative concurrency, or a selector with an empty label or a wildcard",
        rationale: "Istio's webhook refuses the resource. Where it is not asked, istiod leaves the resource out.",
        fix: "Write a concurrency of 0 (all cores) or more, and labels by their full names and values.",
        sources: [.istio("ValidateProxyConfig"), .istio("validateWorkloadSelector"), .istio("validateConcurrency")],
        examples: [
            .valid(
                "all cores",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec: {concurrency: 0, selector: {matchLabels: {app: ""}}}
                """),
            .invalid(
                "less than nothing",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  concurrency: -1  # ✗ must be at least 0, not -1
                """),
            .invalid(
                "a wildcard",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  selector:
                    matchLabels:
                      app: web-*  # ✗ must be a whole label: wildcards do not work, not web-*
                """),
            .invalid(
                "no name",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  selector:
                    matchLabels:
                      "": web  # ✗ must have a label's name
                """),
        ]
    ) { resource, report in
        if let concurrency = resource.integer("concurrency"), concurrency.value < 0 {
            report.add("must be at least 0", at: concurrency, fix: "concurrency: 0")
        }
        for (key, value) in resource.message("selector")?.stringEntries("matchLabels") ?? [] {
            if key.isEmpty {
                report.add("must have a label's name", atKeyOf: value)
            } else if key.utf8.contains(UInt8(ascii: "*")) || value.value.utf8.contains(UInt8(ascii: "*")) {
                report.add("must be a whole label: wildcards do not work", at: value)
            }
        }
    }
}
