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
            .valid(
                "variables",
                deployment(
                    """
                    env:
                    - name: POD_NAME
                      value: ""
                      valueFrom: {fieldRef: {fieldPath: metadata.name}}
                    - name: PILOT_TRACE_SAMPLING
                      value: "100"
                    - name: EMPTY
                    """)),
            .invalid(
                "variables that are a mapping",
                deployment(
                    """
                    env:  # ✗ must be a list of names and values, as - name: A
                      PILOT_TRACE_SAMPLING: "100"
                    """)),
            .invalid(
                "a variable without its parts",
                deployment(
                    """
                    env:
                    - PILOT_TRACE_SAMPLING: "100"  # ✗ is in an entry without name, which the API server refuses
                    """)),
            .invalid(
                "a name and its value apart",
                deployment(
                    """
                    env:
                    - name: PILOT_TRACE_SAMPLING
                    - value: "100"  # ✗ is in an entry without name, which the API server refuses
                    """)),
            .invalid(
                "two values",
                deployment(
                    """
                    env:
                    - name: PILOT_CERT_PROVIDER
                      value: istiod
                      valueFrom: {fieldRef: {fieldPath: metadata.name}}  # ✗ cannot stand beside value; the API server refuses both
                    """)),
            .invalid(
                "another name for env",
                deployment("envs: []  # ✗ must be env for the API server to take it")),
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
        let inner = path.field("template").field("spec").field("containers")
        for (index, container) in (template?["spec"]?["containers"]?.elements ?? []).enumerated()
        where container["name"]?.string == "discovery" {
            IstiodContainerShape(container, at: inner.element(index)).inspect(&report)
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

/// A Deployment whose container has some more fields, as lines without indentation.
private func deployment(_ fields: String) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: istiod, namespace: istio-system}
    spec:
      selector: {matchLabels: {app: istiod}}
      template:
        metadata: {labels: {app: istiod}}
        spec:
          containers:
          - name: discovery

    """ + fields.split(separator: "\n").map { "        \($0)" }.joined(separator: "\n")
}
