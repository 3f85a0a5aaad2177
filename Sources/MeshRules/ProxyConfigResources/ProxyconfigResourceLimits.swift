import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigResourceLimits = Rule(
        "proxyconfig-resource-limits", .error, .breaks, in: .proxyConfigResource,
        needs: ["environmentVariables", "selector"],
        summary: "a value is longer than the CRD allows",
        rationale: "The API server refuses the resource by the schema of its CustomResourceDefinition.",
        fix: "Shorten the value.",
        sources: [.api("networking.v1beta1.ProxyConfig"), .istio("customresourcedefinitions.gen.yaml")],
        releases: .v1_23 ... .newest,
        examples: [
            .valid(
                "the longest label",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  selector:
                    matchLabels:
                      app: a23456789-b23456789-c23456789-d23456789-e23456789-f23456789-g23
                """),
            .invalid(
                "a label of 64 characters",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  selector:
                    matchLabels:
                      app: a23456789-b23456789-c23456789-d23456789-e23456789-f23456789-g234  # ✗ must have at most 63 characters, not 64
                """),
        ]
    ) { resource, report in
        for variable in resource.stringEntries("environmentVariables") {
            let count = variable.value.value.unicodeScalars.count
            if count > 2048 { report.add("must have at most 2048 characters, not \(count)", at: variable.value) }
        }
        guard let selector = resource.message("selector") else { return }
        let labels = selector.stringEntries("matchLabels")
        for label in labels {
            let count = label.value.value.unicodeScalars.count
            if count > 63 { report.add("must have at most 63 characters, not \(count)", at: label.value) }
        }
        if labels.count > 4096 {
            report.add("must have at most 4096 labels, not \(labels.count)", at: selector.place(of: "matchLabels"))
        }
    }
}
