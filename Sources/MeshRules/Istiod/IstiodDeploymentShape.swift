import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodDeploymentShape = Rule(
        "istiod-deployment-shape", .error, .breaks, document: [.istiodDeployment],
        summary: "the API server does not take the Deployment as it stands",
        rationale: """
            The API server refuses the object, or drops the containers that stand in the wrong place, so that \
            nothing of the change arrives.
            """,
        fix: "Put containers under spec.template.spec, and give spec.selector the labels of the template.",
        sources: [.kubernetes("apps/v1 DeploymentSpec")],
        examples: [
            .valid(
                "whole",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: istiod, namespace: istio-system}
                spec:
                  selector: {matchLabels: {app: istiod}}
                  template:
                    metadata: {labels: {app: istiod}}
                    spec: {containers: [{name: discovery}]}
                """),
            .invalid(
                "containers out of place",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: istiod, namespace: istio-system}
                spec:
                  selector: {matchLabels: {app: istiod}}
                  template:
                    metadata: {labels: {app: istiod}}
                    containers: [{name: discovery}]  # ✗ belongs under spec.template.spec
                """),
            .invalid(
                "no selector",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: istiod, namespace: istio-system}
                spec:  # ✗ must have selector, which the API server demands
                  template:
                    metadata: {labels: {app: istiod}}
                    spec: {containers: [{name: discovery}]}
                """),
            .invalid(
                "a selector of others",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: istiod, namespace: istio-system}
                spec:
                  selector:
                    matchLabels: {app: pilot}  # ✗ must select the labels of the template
                  template:
                    metadata: {labels: {app: istiod}}
                    spec: {containers: [{name: discovery}]}
                """),
        ]
    ) { deployment, report in
        guard let entry = deployment.entry("spec"), case .mapping = entry.value.value else { return }
        let path = FieldPath.root.field("spec")
        let template = entry.value["template"]
        if let containers = template?.entry("containers") {
            report.add(
                "belongs under spec.template.spec", atKeyOf: containers,
                path: path.field("template").field("containers"))
        }
        guard let selector = entry.value["selector"], !selector.isNull else {
            report.add("must have selector, which the API server demands", atKeyOf: entry, path: path)
            return
        }
        guard let wanted = selector["matchLabels"] else { return }
        let labels = template?["metadata"]?["labels"]
        let differs = wanted.entries.contains { labels?[$0.name]?.string != $0.value.string }
        if differs {
            report.add(
                "must select the labels of the template", at: wanted, path: path.field("selector").field("matchLabels"))
        }
    }
}
