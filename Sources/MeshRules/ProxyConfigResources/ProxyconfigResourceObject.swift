import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigResourceObject = Rule(
        "proxyconfig-resource-object", .error, .rejected, document: [.proxyConfigResource],
        summary: "apiVersion, kind or metadata are not those of a ProxyConfig",
        rationale: """
            Istio's webhook decodes the object strictly: another kind, a field beside spec, or metadata of a wrong type make \
            it refuse the resource. The names are compared in their exact spelling.
            """,
        fix: "Write apiVersion, kind, metadata and spec, and nothing beside them.",
        sources: [.istio("Webhook.validate"), .istio("checkFields"), .kubernetes("metav1.ObjectMeta")],
        examples: [
            .valid(
                "the least",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                """),
            .valid(
                "as the API server sends it",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata:
                  name: foo
                  generation: 3
                  creationTimestamp: "2026-01-02T03:04:05Z"
                  managedFields: [{manager: kubectl, time: "2026-01-02T03:04:05.5Z", fieldsV1: {f:spec: {}}}]
                spec: {}
                status: {}
                """),
            .invalid(
                "beside spec",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                concurrency: 2  # ✗ belongs under spec: Istio refuses the resource
                colour: blue  # ✗ no such field: Istio refuses the resource
                Spec: {}  # ✗ must be spelled spec: Istio refuses the resource
                """),
            .invalid(
                "another kind",
                """
                apiVersion: telemetry.istio.io/v1  # ✗ must be of the group networking.istio.io, not telemetry.istio.io/v1
                kind: Proxyconfig  # ✗ must be ProxyConfig, not Proxyconfig
                """),
            .invalid("no kind", "apiVersion: networking.istio.io/v1beta1", expects: ["must be set to ProxyConfig"]),
            .invalid(
                "metadata of other types",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata:
                  name: 7  # ✗ must be a string, not 7
                  labels:
                    version: 1  # ✗ must be a string, not 1
                  annotations: [a]  # ✗ must be a mapping of strings
                  creationTimestamp: 2024-01-01  # ✗ must be a time such as 2026-01-31T12:00:00Z, not 2024-01-01
                """),
        ]
    ) { resource, report in
        guard case .mapping(let entries) = resource.value else {
            if !resource.isNull { report.add("must be a mapping", at: resource, path: .root) }
            return
        }
        checkType(of: resource, &report)
        for entry in entries {
            switch entry.name {
            case "metadata":
                ObjectMetadataCheck.check(entry.value, at: .root.field("metadata"), &report)
            case "apiVersion", "kind", "spec", "status":
                break
            default:
                report.add(message(ofField: entry.name), atKeyOf: entry, path: .root.field(entry.name))
            }
        }
    }
}

private func message(ofField name: String) -> String {
    let folded = name.lowercased()
    for field in ["apiVersion", "kind", "metadata", "spec", "status"] where field.lowercased() == folded {
        return "must be spelled \(field): Istio refuses the resource"
    }
    return MessageName.proxyConfigResource.shape.field(name) != nil
        ? "belongs under spec: Istio refuses the resource" : "no such field: Istio refuses the resource"
}

/// The version is not compared: Istio's types are the same in each.
private func checkType(of resource: Node, _ report: inout RuleReport) {
    let kind = resource["kind"]
    if kind == nil || kind?.isNull == true {
        report.add("must be set to ProxyConfig", path: .root.field("kind"))
    } else if let kind, kind.string != "ProxyConfig" {
        report.add("must be ProxyConfig", at: kind, path: .root.field("kind"))
    }
    let version = resource["apiVersion"]
    if version == nil || version?.isNull == true {
        report.add("must be set to networking.istio.io/v1beta1", path: .root.field("apiVersion"))
    } else if let version {
        let text = version.string ?? ""
        // One slash, behind the group.
        guard !text.hasPrefix("networking.istio.io/") || text.utf8.count(where: { $0 == UInt8(ascii: "/") }) != 1 else {
            return
        }
        report.add("must be of the group networking.istio.io", at: version, path: .root.field("apiVersion"))
    }
}
