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
            reportKeys(in: document, at: .root, &report)
        default:
            for entry in document["data"]?.entries ?? [] {
                // The mesh configuration is a document of its own, where the place is known to the line.
                guard report.kind != .configMap || (entry.name != "mesh" && entry.name != "meshNetworks"),
                    let text = entry.value.string, Certificate.containsPrivateKey(pem: text)
                else { continue }
                report.add("holds a private key", atKeyOf: entry, path: .root.field("data").key(entry.name))
            }
        }
    }
}

private func reportKeys(in node: Node, at path: FieldPath, _ report: inout RuleReport) {
    for entry in node.entries {
        if entry.value.isCollection {
            reportKeys(in: entry.value, at: path.field(entry.name), &report)
        } else if entry.value.holdsPrivateKey {
            report.add("holds a private key", atKeyOf: entry, path: path.field(entry.name))
        }
    }
    for (index, element) in node.elements.enumerated() {
        if element.isCollection {
            reportKeys(in: element, at: path.element(index), &report)
        } else if element.holdsPrivateKey {
            report.add("holds a private key", at: element, path: path.element(index))
        }
    }
}

extension Node {
    fileprivate var holdsPrivateKey: Bool {
        // The shortest text with the words has 27 bytes; most values are far below.
        guard let string, string.utf8.count > 26 else { return false }
        return Certificate.containsPrivateKey(pem: string)
    }
}
