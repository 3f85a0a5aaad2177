import Documents
import IstioSchema
import Validation

extension Rule {
    package static let rootCertNotCa = Rule(
        "root-cert-not-ca", .error, .breaks, document: [.rootCertificate],
        summary: "root-cert.pem holds a certificate that is not a CA's",
        rationale: """
            No chain that ends in such a certificate verifies: workloads refuse each other and istiod. It is most \
            often the workload's or istiod's own certificate, taken for the root. Beside a certificate authority's it \
            vouches for nobody.
            """,
        fix: "Put the certificate of the CA there that signs istiod's intermediate or the workloads.",
        sources: [.istio("verifyTrustAnchor"), .document("RFC 5280 §4.2.1.9")],
        examples: [
            .valid("a CA", ExampleCertificates.configMap(ExampleCertificates.root)),
            .invalid(
                "CA:FALSE",
                ExampleCertificates.configMap(
                    ExampleCertificates.leaf, comment: "must be a CA's certificate: its basicConstraints say CA:FALSE")),
            .invalid(
                "a keyUsage that does not sign",
                ExampleCertificates.configMap(
                    ExampleCertificates.noSigningRoot,
                    comment: "must be allowed to sign: its keyUsage lacks keyCertSign")),
            .invalid(
                "CA:FALSE beside a CA",
                ExampleCertificates.configMap(
                    ExampleCertificates.root, ExampleCertificates.leaf,
                    comment: "certificate 2 of 2 must be a CA's certificate: its basicConstraints say CA:FALSE")),
            .invalid(
                "without basicConstraints, the second of two",
                ExampleCertificates.configMap(
                    ExampleCertificates.root, ExampleCertificates.unmarkedRoot,
                    comment: "certificate 2 of 2 does not say that it is a CA's: no basicConstraints")),
        ]
    ) { configMap, report in
        guard let bundle = report.rootCertificates(of: configMap).bundle else { return }
        // Others of the bundle still verify what they did.
        let severity: Severity? =
            bundle.certificates.contains { $0.isCA && $0.allowsCertSigning } ? .warning : nil
        for (name, certificate) in bundle.named {
            if certificate.isCA, certificate.allowsCertSigning { continue }
            if certificate.isCA {
                report.add(
                    name + "must be allowed to sign: its keyUsage lacks keyCertSign", atKeyOf: bundle.entry,
                    path: RootCertificateBundle.path, severity: severity)
            } else if certificate.hasBasicConstraints {
                report.add(
                    name + "must be a CA's certificate: its basicConstraints say CA:FALSE", atKeyOf: bundle.entry,
                    path: RootCertificateBundle.path, severity: severity)
            } else {
                // Roots of before 1999 cannot say it, and some verifiers take them for what they are.
                report.add(
                    name + "does not say that it is a CA's: no basicConstraints", atKeyOf: bundle.entry,
                    path: RootCertificateBundle.path, severity: .warning)
            }
        }
    }
}
