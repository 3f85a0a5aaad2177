import Certificates
import IstioSchema
import Validation

extension Rule {
    package static let caCertificatesExpired = Rule(
        "ca-certificates-expired", .warning, .risky, in: .certificateData, needs: ["pem"],
        summary: "a certificate of caCertificates has expired, expires within 30 days, or is not valid yet",
        rationale:
            "Proxies refuse every peer whose chain ends in a certificate that is not valid, and with it its workloads.",
        fix: "Put the renewed certificate beside it, and take the old one out when nobody uses it.",
        sources: [.istio("AddMeshConfigUpdate"), .document("RFC 5280 §4.1.2.5")],
        examples: [
            .valid("valid for years", ExampleCertificates.mesh((ExampleCertificates.root, ""))),
            .invalid("expired", ExampleCertificates.mesh((ExampleCertificates.expiredRoot, "expired on 2021-01-01"))),
            .invalid(
                "soon", ExampleCertificates.mesh((ExampleCertificates.endingRoot, "expires on 2026-12-10, in 17 days"))),
            .invalid(
                "later", ExampleCertificates.mesh((ExampleCertificates.futureRoot, "is not valid before 2027-01-01"))),
        ]
    ) { entry, report in
        guard let now = report.now, let pem = entry.string("pem"), !pem.value.isEmpty,
            case .certificates(let certificates) = report.trustAnchors[pem]
        else { return }
        for certificate in certificates {
            let days = certificate.notAfter.subtractingReportingOverflow(now).partialValue / 86_400
            if certificate.notAfter < now {
                report.add("expired on \(CalendarDate(certificate.notAfter))", atKeyOf: pem)
            } else if certificate.notBefore > now {
                report.add("is not valid before \(CalendarDate(certificate.notBefore))", atKeyOf: pem)
            } else if (0..<30).contains(days) {
                report.add(
                    "expires on \(CalendarDate(certificate.notAfter)), in \(days) \(days == 1 ? "day" : "days")",
                    atKeyOf: pem, severity: .note)
            }
        }
    }
}
