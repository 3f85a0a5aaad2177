import Certificates
import Documents
import IstioSchema
import Validation

extension Rule {
    package static let privateKeyInConfig = Rule(
        "private-key-in-config", .error, .breaks,
        document: [.configMap, .rootCertificate, .cniConfig, .mesh, .meshNetworks],
        summary: "a private key stands in a ConfigMap",
        rationale: """
            Whoever may read ConfigMaps can read the key, and so can every backup and every git history. With the \
            mesh's own key anybody can be any workload.
            """,
        fix: "Put the key into a Secret, leave the certificate here, and make another key: this one is known.",
        sources: [.kubernetes("Secrets good practices"), .document("RFC 7468 §10")],
        examples: [
            .valid(
                "certificates alone", ExampleCertificates.configMap(ExampleCertificates.root), kind: .rootCertificate),
            .invalid(
                "a key for a root",
                """
                kind: ConfigMap
                apiVersion: v1
                metadata: {name: istio-ca-root-cert, namespace: app}
                data: {root-cert.pem: "-----BEGIN RSA PRIVATE KEY-----\\nAAAA\\n-----END RSA PRIVATE KEY-----\\n"}  # ✗ holds a private key
                """, kind: .rootCertificate),
            .invalid(
                "a key behind a certificate",
                """
                caCertificates:
                  - pem: |  # ✗ holds a private key
                      -----BEGIN CERTIFICATE-----
                      AAAA
                      -----END CERTIFICATE-----
                      -----BEGIN PRIVATE KEY-----
                      AAAA
                      -----END PRIVATE KEY-----
                """, kind: .mesh),
        ]
    ) { document, report in
        switch report.kind {
        case .mesh, .meshNetworks:
            for text in report.survey(of: document).privateKeys {
                guard Certificate.containsPrivateKey(pem: text.string) else { continue }
                if let entry = text.entry {
                    report.add("holds a private key", atKeyOf: entry, path: text.place.path)
                } else {
                    report.add("holds a private key", at: text.node, path: text.place.path)
                }
            }
        default:
            let entries = document["data"]?.entries ?? []
            for index in entries.indices {
                let name = entries[index].name
                // The mesh configuration is a document of its own, where the place is known to the line.
                guard report.kind != .configMap || (name != "mesh" && name != "meshNetworks"),
                    let text = entries[index].value.string, Certificate.containsPrivateKey(pem: text)
                else { continue }
                report.add("holds a private key", atKeyOf: entries[index], path: .root.field("data").key(name))
            }
        }
    }
}
