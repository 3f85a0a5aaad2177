import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigResourceAnnotation = Rule(
        "proxyconfig-resource-annotation", .error, .rejected, document: [.proxyConfigResource],
        summary: "an annotation that Istio refuses on a ProxyConfig",
        rationale: """
            Istio's webhook refuses the resource: dry runs exist for AuthorizationPolicy only, and the others are Istio's \
            own marks, which nobody else may set.
            """,
        fix: "Remove the annotation.",
        sources: [.istio("validateMetadata"), .istio("checkDryRunAnnotation")],
        examples: [
            .valid(
                "others",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app, annotations: {team: web, internal.istio.io/route-semantics: gateway}}
                """),
            .valid(
                "a mark that older releases do not know",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: foo, namespace: app, annotations: {internal.istio.io/parents: a/b}}
                """, in: .v1_26),
            .invalid(
                "a dry run",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata:
                  name: foo
                  annotations:
                    istio.io/dry-run: "true"  # ✗ must not be set on a ProxyConfig: Istio refuses the resource
                """),
            .invalid(
                "a mark of Istio's",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata:
                  name: foo
                  annotations:
                    internal.istio.io/parents: a/b  # ✗ must not be set on a ProxyConfig: Istio refuses the resource
                """, in: .v1_27),
        ]
    ) { resource, report in
        for metadata in resource.entries where metadata.name == "metadata" {
            for annotations in metadata.value.entries where annotations.name.lowercased() == "annotations" {
                let path = FieldPath.root.field("metadata").field(annotations.name)
                for annotation in annotations.value.entries {
                    guard let since = refused[annotation.name], report.version >= since else { continue }
                    report.add(
                        "must not be set on a ProxyConfig: Istio refuses the resource", atKeyOf: annotation,
                        path: path.key(annotation.name))
                }
            }
        }
    }
}

/// The annotations, and the first release that refuses each.
///
/// Source: pkg/config/validation/validation.go `validateMetadata`, releases 1.20 to 1.31.
private let refused: [String: IstioVersion] = [
    "istio.io/dry-run": .v1_20,
    "internal.istio.io/webhook-always-reject": .v1_20,
    "internal.istio.io/parents": .v1_27,
    "internal.istio.io/parent-namespace": .v1_27,
]
