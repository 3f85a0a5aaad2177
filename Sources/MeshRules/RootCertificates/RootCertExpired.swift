import Documents
import IstioSchema
import Validation

extension Rule {
    package static let rootCertExpired = Rule(
        "root-cert-expired", .warning, .risky, document: [.rootCertificate],
        summary: "a root certificate of the mesh has expired",
        rationale: """
            From that second on no certificate under this root verifies: all mTLS between proxies fails at once, and \
            no pod can fetch a certificate. Where another root of the bundle is still valid, it is only a leftover \
            of a rotation.
            """,
        fix: "Rotate the root: publish old and new together, let every workload restart, then drop the old one.",
        sources: [
            .issue("istio/istio#14516"), .istio("cmd.DefaultSelfSignedCACertTTL"), .document("RFC 5280 §4.1.2.5"),
        ],
        examples: [
            .valid("valid for years", ExampleCertificates.configMap(ExampleCertificates.root)),
            .invalid(
                "the only root",
                ExampleCertificates.configMap(ExampleCertificates.expiredRoot, comment: "expired on 2021-01-01")),
            .invalid(
                "beside one that is valid",
                ExampleCertificates.configMap(
                    ExampleCertificates.expiredRoot, ExampleCertificates.root,
                    comment: "certificate 1 of 2 expired on 2021-01-01")),
        ]
    ) { configMap, report in
        guard let now = report.now, let bundle = report.rootCertificates(of: configMap).bundle else { return }
        let hasValid = bundle.certificates.contains { $0.isValid(at: now) }
        for (name, certificate) in bundle.named where certificate.notAfter < now {
            report.add(
                name + "expired on \(CalendarDate(certificate.notAfter))", atKeyOf: bundle.entry,
                path: RootCertificateBundle.path, severity: hasValid ? .note : nil)
        }
    }
}
