import Documents
import IstioSchema
import Validation

extension Rule {
    package static let rootCertManualEdit = Rule(
        "root-cert-manual-edit", .note, .advice, document: [.rootCertificate],
        summary: "istio-ca-root-cert is written by hand",
        rationale: """
            istiod writes this ConfigMap into every namespace and puts its own root back at the next reconciliation. \
            Until then pods that start in the namespace trust something else than the rest of the mesh.
            """,
        fix: "Change the CA instead: the Secret cacerts in istiod's namespace, or what your issuer has for it.",
        sources: [.istio("NamespaceController"), .istio("InsertDataToConfigMap")],
        examples: [
            .valid("as istiod writes it", configMap(labels: "{istio.io/config: \"true\"}")),
            .valid("by a controller that says so", configMap(labels: "{app.kubernetes.io/managed-by: trust-manager}")),
            .invalid(
                "by nobody that says so",
                configMap(labels: "{}") + "  # ✗ is overwritten by istiod; change the CA instead"),
        ]
    ) { configMap, report in
        let labels = report.object.labels
        guard labels["istio.io/config"] != "true", labels["app.kubernetes.io/managed-by"] == nil,
            !labels.names.contains(where: { $0.hasPrefix("trust.cert-manager.io/") })
        else { return }
        let message = "is overwritten by istiod; change the CA instead"
        if let data = configMap.entry("data") {
            report.add(message, atKeyOf: data.value.entry(RootCertificateBundle.key) ?? data, path: .root.field("data"))
        } else {
            report.add(message, path: .root)
        }
    }
}

private func configMap(labels: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio-ca-root-cert, namespace: app, labels: \(labels)}
    data: {root-cert.pem: ""}
    """
}
