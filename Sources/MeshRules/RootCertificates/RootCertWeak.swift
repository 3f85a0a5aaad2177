import Certificates
import Documents
import IstioSchema
import Validation

extension Rule {
    package static let rootCertWeak = Rule(
        "root-cert-weak", .warning, .risky, document: [.rootCertificate],
        summary: "a root certificate of the mesh has a key or a signature that is too weak",
        rationale: """
            Envoy and Go refuse the chain, builds for FIPS first. Who can break the key can be any workload of the \
            mesh.
            """,
        fix: "Make a root with an RSA key of at least 2048 bits or on P-256, signed over SHA-256, and rotate to it.",
        sources: [.istio("CITADEL_SELF_SIGNED_CA_RSA_KEY_SIZE"), .envoy("BoringSSL, X509_V_FLAG and FIPS policy")],
        examples: [
            .valid("P-256 over SHA-256", ExampleCertificates.configMap(ExampleCertificates.root)),
            .invalid(
                "RSA of 1024 bits",
                ExampleCertificates.configMap(
                    ExampleCertificates.shortRoot, comment: "has an RSA key of 1024 bits; at least 2048 are safe")),
            .invalid(
                "a small curve",
                ExampleCertificates.configMap(
                    ExampleCertificates.smallCurveRoot, comment: "has an EC key of 224 bits; at least 256 are safe")),
        ]
    ) { configMap, report in
        guard let bundle = report.rootCertificates(of: configMap).bundle else { return }
        for (name, certificate) in bundle.named {
            for (message, severity) in weaknesses(of: certificate) {
                report.add(
                    name + message, atKeyOf: bundle.entry, path: RootCertificateBundle.path, severity: severity)
            }
        }
    }
}

/// What is weak, and how severe it is where that differs from the rule's severity.
private func weaknesses(of certificate: Certificate) -> [(message: String, severity: Severity?)] {
    var found: [(String, Severity?)] = []
    for weakness in certificate.weaknesses {
        switch weakness {
        case .shortRSAKey(let bits):
            found.append(("has an RSA key of \(bits) bits; at least 2048 are safe", nil))
        // Nobody verifies a root's signature of itself.
        case .sha1Signature:
            found.append(("is signed over SHA-1; SHA-256 is safe", certificate.isSelfSigned ? .note : nil))
        case .md5Signature:
            found.append(("is signed over MD5; SHA-256 is safe", certificate.isSelfSigned ? .note : nil))
        }
    }
    let key = certificate.publicKey
    if key.algorithm == "EC", key.bits > 0, key.bits < 256 {
        found.append(("has an EC key of \(key.bits) bits; at least 256 are safe", nil))
    }
    if key.algorithm.hasPrefix("DSA") || key.algorithm.hasPrefix("dsa") {
        found.append(("has a DSA key, which TLS does not take; use RSA or EC", nil))
    }
    return found
}
