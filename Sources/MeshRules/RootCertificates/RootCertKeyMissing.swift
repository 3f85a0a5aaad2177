import Documents
import IstioSchema
import Validation

extension Rule {
    package static let rootCertKeyMissing = Rule(
        "root-cert-key-missing", .error, .breaks, document: [.rootCertificate],
        summary: "istio-ca-root-cert has no root-cert.pem, or an empty one",
        rationale: """
            Every sidecar mounts this key to know istiod by. Without it a pod that starts cannot fetch its \
            certificate and stays not ready, until istiod has written the ConfigMap again.
            """,
        fix: "Let istiod write the ConfigMap, or put the roots of the mesh in PEM under root-cert.pem.",
        sources: [.istio("NamespaceController"), .istio("pkg/istio-agent Agent.FindRootCAForXDS")],
        examples: [
            .valid("a root", ExampleCertificates.configMap(ExampleCertificates.root)),
            .invalid("another key", configMap(data: "{ca.crt: \"\"}  # ✗ must have the key root-cert.pem")),
            .invalid("nothing in it", configMap(data: "{root-cert.pem: \"\"}  # ✗ must hold the roots of the mesh")),
            .invalid(
                "no data",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio-ca-root-cert, namespace: app}
                """, expects: ["must have the key root-cert.pem"]),
        ]
    ) { configMap, report in
        guard let data = configMap["data"], !data.isNull else {
            report.add("must have the key root-cert.pem", path: .root.field("data"))
            return
        }
        guard let entry = data.entry(RootCertificateBundle.key) else {
            report.add("must have the key root-cert.pem", at: data, path: .root.field("data"))
            return
        }
        guard entry.value.string?.allSatisfy(\.isWhitespace) ?? entry.value.isNull else { return }
        report.add("must hold the roots of the mesh", atKeyOf: entry, path: RootCertificateBundle.path)
    }
}

private func configMap(data: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio-ca-root-cert, namespace: app}
    data: \(data)
    """
}
