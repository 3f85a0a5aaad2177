import Documents
import IstioSchema
import Validation

extension Rule {
    package static let rootCertNotYetValid = Rule(
        "root-cert-not-yet-valid", .warning, .risky, document: [.rootCertificate],
        summary: "a root certificate of the mesh is not valid yet",
        rationale:
            "Until that day nothing under this root verifies; where it is the only one, all mTLS of the mesh fails.",
        fix:
            "Wait with it, or publish it beside the root that is valid; look at the clock of the machine that made it.",
        sources: [.document("RFC 5280 §4.1.2.5")],
        examples: [
            .valid("valid", ExampleCertificates.configMap(ExampleCertificates.root)),
            .invalid(
                "from next year on",
                ExampleCertificates.configMap(ExampleCertificates.futureRoot, comment: "is not valid before 2027-01-01")
            ),
        ]
    ) { configMap, report in
        guard let now = report.now, let bundle = report.rootCertificates(of: configMap).bundle else { return }
        let hasValid = bundle.certificates.contains { $0.isValid(at: now) }
        for (name, certificate) in bundle.named where certificate.notBefore > now {
            report.add(
                name + "is not valid before \(CalendarDate(certificate.notBefore))", atKeyOf: bundle.entry,
                path: RootCertificateBundle.path, severity: hasValid ? .note : nil)
        }
    }
}
