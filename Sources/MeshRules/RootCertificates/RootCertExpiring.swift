import Documents
import IstioSchema
import Validation

extension Rule {
    package static let rootCertExpiring = Rule(
        "root-cert-expiring", .warning, .risky, document: [.rootCertificate],
        summary: "a root certificate of the mesh expires within 90 days",
        rationale: """
            At its last second all mTLS of the mesh fails at once. A rotation needs every workload to restart twice, \
            so that a month is short: a note from 90 days on, a warning from 30.
            """,
        fix: "Rotate the root now: publish old and new together, let every workload restart, then drop the old one.",
        sources: [.issue("istio/istio#14516"), .istio("cmd.DefaultSelfSignedCACertTTL")],
        examples: [
            .valid("valid for years", ExampleCertificates.configMap(ExampleCertificates.root)),
            .valid(
                "expired already, which is another rule's",
                ExampleCertificates.configMap(ExampleCertificates.expiredRoot)),
            .invalid(
                "17 days",
                ExampleCertificates.configMap(
                    ExampleCertificates.endingRoot, comment: "expires on 2026-12-10, in 17 days")),
            .invalid(
                "70 days",
                ExampleCertificates.configMap(
                    ExampleCertificates.agingRoot, comment: "expires on 2027-02-01, in 70 days")),
        ]
    ) { configMap, report in
        guard let now = report.now, let bundle = report.rootCertificates(of: configMap).bundle else { return }
        for (name, certificate) in bundle.named where certificate.notAfter >= now {
            let days = certificate.notAfter.subtractingReportingOverflow(now).partialValue / 86_400
            guard (0..<90).contains(days) else { continue }
            let isReplaced = bundle.certificates.contains { $0.isValid(at: now) && $0.notAfter > certificate.notAfter }
            report.add(
                name + "expires on \(CalendarDate(certificate.notAfter)), in \(days) \(days == 1 ? "day" : "days")",
                atKeyOf: bundle.entry, path: RootCertificateBundle.path,
                severity: days >= 30 || isReplaced ? .note : nil)
        }
    }
}
