import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigResourceSchema = Rule(
        "proxyconfig-resource-schema", .error, .breaks, document: [.proxyConfigResource],
        summary: "the API server refuses, or drops, what Istio would take",
        rationale: """
            The schema of the custom resource is narrower than Istio's own reader: it knows no names with underscores, no \
            numbers in quotes and no nulls. What it refuses never reaches Istio's webhook, and what it drops nobody sees.
            """,
        fix: "Write the fields as the reference of the resource has them, and apiVersion networking.istio.io/v1beta1.",
        sources: [
            .istio("charts/base/files/crd-all.gen.yaml"), .kubernetes("apiextensions.k8s.io/v1 structural schemas"),
        ],
        examples: [
            .valid(
                "as the schema has it",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec: {environmentVariables: {A: b}, image: {imageType: distroless}, concurrency: 2}
                """),
            .invalid(
                "values",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  concurrency: "2"  # ✗ must not be quoted: the API server refuses it
                  environmentVariables:
                    A: null  # ✗ must not be null: the API server refuses it
                """),
            .invalid(
                "names of the protocol's own",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                spec:
                  selector:
                    match_labels: {app: web}  # ✗ must be spelled matchLabels: the API server drops it
                  image:
                    image_type: debug  # ✗ must be spelled imageType: the API server drops it
                  environment_variables: {A: b}  # ✗ must be spelled environmentVariables: the API server drops it
                """),
            .invalid(
                "a version that is not served",
                """
                apiVersion: networking.istio.io/v1  # ✗ must be networking.istio.io/v1beta1, not networking.istio.io/v1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app}
                """),
        ]
    ) { resource, report in
        checkVersion(of: resource, &report)
        guard let spec = resource["spec"] else { return }
        let path = FieldPath.root.field("spec")
        if let concurrency = spec["concurrency"], let text = concurrency.string {
            report.add(
                "must not be quoted: the API server refuses it", at: concurrency,
                path: path.field("concurrency"), fix: Int32(text).map { "concurrency: \($0)" })
        }
        for entry in spec["environmentVariables"]?.entries ?? [] where entry.value.isNull {
            report.add(
                "must not be null: the API server refuses it", at: entry.value,
                path: path.field("environmentVariables").key(entry.name))
        }
        checkNames(of: spec, path, &report)
        checkNames(of: spec["selector"], path.field("selector"), &report)
        checkNames(of: spec["image"], path.field("image"), &report)
    }
}

/// The API server serves one version, up to the newest release that is known, and hands on no other.
private func checkVersion(of resource: Node, _ report: inout RuleReport) {
    guard let version = resource["apiVersion"], let text = version.string, text.hasPrefix("networking.istio.io/"),
        text != "networking.istio.io/v1beta1"
    else { return }
    // A warning, as a release to come may serve another.
    report.add(
        "must be networking.istio.io/v1beta1", at: version, path: .root.field("apiVersion"), severity: .warning)
}

/// The names that the API server knows, by those that Istio takes besides.
private let protoNames = NamedValues([
    "environment_variables": "environmentVariables", "image_type": "imageType", "match_labels": "matchLabels",
])

private func checkNames(of node: Node?, _ path: FieldPath, _ report: inout RuleReport) {
    for entry in node?.entries ?? [] {
        guard let name = protoNames[entry.name] else { continue }
        report.add(
            "must be spelled \(name): the API server drops it", atKeyOf: entry, path: path.field(entry.name),
            severity: .warning)
    }
}
