import Documents
import IstioSchema
import Validation

extension Rule {
    package static let rootCertPemInvalid = Rule(
        "root-cert-pem-invalid", .error, .breaks, document: [.rootCertificate],
        summary: "root-cert.pem does not hold certificates that can be read",
        rationale: """
            Sidecars that mount it cannot verify istiod, nor each other: Envoy refuses a bundle with a broken block \
            whole, and pods that start stay not ready. istiod overwrites the ConfigMap at its next reconciliation.
            """,
        fix: "Put whole certificates in PEM there, as -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.",
        sources: [
            .istio("verifyTrustAnchor"), .istio("pkg/istio-agent Agent.FindRootCAForXDS"), .document("RFC 7468"),
        ],
        examples: [
            .valid("a root", ExampleCertificates.configMap(ExampleCertificates.root)),
            .valid(
                "a text around the block",
                ExampleCertificates.configMap("Certificate:\n    Data:\n" + ExampleCertificates.root)),
            .valid(
                "a block beside it that Go passes over",
                ExampleCertificates.configMap(
                    ExampleCertificates.root,
                    "-----BEGIN TRUSTED CERTIFICATE-----\nAAAA\n-----END TRUSTED CERTIFICATE-----")),
            .invalid(
                "another label",
                ExampleCertificates.configMap(
                    ExampleCertificates.rootBlock(labelled: "X509 CERTIFICATE"),
                    comment: "has no block CERTIFICATE without header fields; Go takes no other")),
            .invalid(
                "header fields",
                ExampleCertificates.configMap(
                    ExampleCertificates.rootBlock(labelled: "CERTIFICATE", header: "Name: root\n"),
                    comment: "has no block CERTIFICATE without header fields; Go takes no other")),
            .invalid(
                "two blocks on one line",
                ExampleCertificates.configMap(
                    ExampleCertificates.root + ExampleCertificates.otherRoot,
                    comment: "lacks a line break before or behind the END of its line 9")),
            .invalid(
                "all on one line",
                ExampleCertificates.configMap(
                    "-----BEGIN CERTIFICATE----- MIIB -----END CERTIFICATE-----",
                    comment: "must have -----BEGIN CERTIFICATE----- alone at the start of a line")),
            .invalid(
                "a placeholder",
                ExampleCertificates.configMap(
                    "-----BEGIN CERTIFICATE-----\n*****\n-----END CERTIFICATE-----",
                    comment: "has a block at its line 1 that is not base64")),
            .invalid(
                "base64 of base64, as a Secret has it",
                ExampleCertificates.configMap(
                    "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUI=", comment: "must be PEM text, not base64 of it")),
            .invalid(
                "a block without its end",
                ExampleCertificates.configMap(
                    "-----BEGIN CERTIFICATE-----\nMIIB",
                    comment: "has a block at its line 1 without the matching END line")),
            .invalid(
                "base64 of something else",
                ExampleCertificates.configMap(
                    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                    comment: "has a block at its line 1 that is not an X.509 certificate")),
            .invalid(
                "no block",
                ExampleCertificates.configMap(
                    "see the wiki", comment: "must hold a block that starts with -----BEGIN CERTIFICATE-----")),
        ]
    ) { configMap, report in
        guard let entry = configMap["data"]?.entry(RootCertificateBundle.key), let text = entry.value.string,
            !text.allSatisfy(\.isWhitespace), let error = report.rootCertificates(of: configMap).error
        else { return }
        report.add(
            PEMTextDiagnosis.message(for: error, in: text), atKeyOf: entry, path: RootCertificateBundle.path)
    }
}
