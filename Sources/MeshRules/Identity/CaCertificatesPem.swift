import Certificates
import IstioSchema
import Validation

extension Rule {
    package static let caCertificatesPem = Rule(
        "ca-certificates-pem", .warning, .risky, in: .certificateData, needs: ["pem"],
        summary: "caCertificates has a pem that is no CA certificate in PEM",
        rationale: """
            With ISTIO_MULTIROOT_MESH=true an istiod that starts with it exits, and one that runs refuses the update \
            and keeps the trust anchors that it had. Without the flag the entry reaches no proxy, and the Kubernetes \
            RA hands out a root that nobody can read.
            """,
        fix: "Put one CA certificate there as PEM text, in a literal block.",
        sources: [
            .istio("verifyTrustAnchor"), .istio("AddMeshConfigUpdate"), .istio("initWorkloadTrustBundle"),
        ],
        examples: [
            .valid("a CA", ExampleCertificates.mesh((ExampleCertificates.root, ""))),
            .valid(
                "another label, which istiod does not look at",
                ExampleCertificates.mesh((ExampleCertificates.rootBlock(labelled: "X509 CERTIFICATE"), ""))),
            .invalid(
                "something else before the certificate",
                ExampleCertificates.mesh(
                    (
                        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n" + ExampleCertificates.root,
                        "has a block at its line 1 that is not an X.509 certificate"
                    ))),
            .invalid(
                "base64 of a PEM text",
                """
                caCertificates:
                  - pem: Ci0tLS0tQkVHSU4gQ0VSVElGSUNBVEUtLS0tLQ==  # ✗ must be PEM text, not base64 of it
                    certSigners: [clusterissuers.cert-manager.io/istio-system]
                """),
            .invalid(
                "a workload's certificate",
                ExampleCertificates.mesh((ExampleCertificates.leaf, "must be a CA's certificate"))),
            .invalid(
                "more than one",
                ExampleCertificates.mesh(
                    (
                        ExampleCertificates.root + "\n" + ExampleCertificates.otherRoot,
                        "holds 2 certificates; istiod verifies only the first"
                    ))),
            .invalid(
                "nothing that can be read",
                ExampleCertificates.mesh(
                    ("see the wiki", "must hold a block that starts with -----BEGIN CERTIFICATE-----"))),
        ]
    ) { entry, report in
        guard let pem = entry.string("pem"), !pem.value.isEmpty else { return }
        switch report.trustAnchors[pem] {
        case .broken(let error):
            report.add(PEMTextDiagnosis.message(for: error, in: pem.value), atKeyOf: pem)
        case .certificates(let certificates) where certificates.first?.isCA == false:
            report.add("must be a CA's certificate", atKeyOf: pem)
        case .certificates(let certificates) where certificates.count > 1:
            report.add(
                "holds \(certificates.count) certificates; istiod verifies only the first", atKeyOf: pem,
                severity: .note)
        case .beyondLimits:
            let (blocks, bytes) = (CertificateLimits.maximumBlocks, CertificateLimits.maximumBytes)
            report.add(
                "is beyond \(blocks) certificates or \(bytes / 1024) KiB, which nobody checks", atKeyOf: pem)
        case .certificates, nil:
            break
        }
    }
}
