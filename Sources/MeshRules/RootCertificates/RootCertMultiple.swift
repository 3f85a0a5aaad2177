import Certificates
import Documents
import IstioSchema
import Validation

extension Rule {
    package static let rootCertMultiple = Rule(
        "root-cert-multiple", .note, .advice, document: [.rootCertificate],
        summary: "root-cert.pem holds several certificates",
        rationale: """
            Two roots are what a rotation looks like while it lasts. Every root is trusted as much as the others for \
            as long as it stands there, and the bundle is mounted in every namespace.
            """,
        fix: "Take out the old root when every workload has a certificate under the new one.",
        sources: [.document("istio.io, plug in CA certificates"), .istio("NamespaceController")],
        examples: [
            .valid("one", ExampleCertificates.configMap(ExampleCertificates.root)),
            .invalid(
                "old and new",
                ExampleCertificates.configMap(
                    ExampleCertificates.root, ExampleCertificates.otherRoot,
                    comment: "holds 2 certificates; they expire on 2036-01-01, 2035-06-01")),
            .invalid(
                "twice the same",
                ExampleCertificates.configMap(
                    ExampleCertificates.root, ExampleCertificates.root,
                    comment: "holds certificate 1 again as certificate 2")),
        ]
    ) { configMap, report in
        guard let bundle = report.rootCertificates(of: configMap).bundle, bundle.certificates.count > 1 else { return }
        var indices: [Certificate: Int] = [:]
        for (index, certificate) in bundle.certificates.enumerated() {
            if let first = indices[certificate] {
                report.add(
                    "holds certificate \(first + 1) again as certificate \(index + 1)", atKeyOf: bundle.entry,
                    path: RootCertificateBundle.path)
            } else {
                indices[certificate] = index
            }
        }
        guard indices.count > 1 else { return }
        let dates = bundle.certificates.prefix(3).map { CalendarDate($0.notAfter).description }.joined(separator: ", ")
        report.add(
            "holds \(bundle.certificates.count) certificates; they expire on \(dates)"
                + (bundle.certificates.count > 3 ? ", …" : ""),
            atKeyOf: bundle.entry, path: RootCertificateBundle.path,
            severity: bundle.certificates.count > 5 ? .warning : nil)
    }
}
