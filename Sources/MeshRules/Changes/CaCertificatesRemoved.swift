import Documents
import IstioSchema
import Validation

extension Rule {
    package static let caCertificatesRemoved = Rule(
        "ca-certificates-removed", .warning, .risky, change: .mesh,
        summary: "a certificate is taken out of caCertificates",
        rationale: """
            Proxies refuse every peer whose chain ends in it as soon as istiod has pushed the new trust bundle, \
            without any restart.
            """,
        fix: "Keep the certificate until no workload has one under it.",
        sources: [.istio("AddMeshConfigUpdate"), .istio("UpdateTrustAnchor")],
        examples: [
            .valid(
                "as they were",
                ExampleCertificates.mesh((ExampleCertificates.root, "")),
                old: ExampleCertificates.mesh((ExampleCertificates.root, ""))),
            .invalid(
                "one of two",
                "caCertificates:  # ✗ drops a certificate whose peers are then refused at once\n"
                    + ExampleCertificates.mesh((ExampleCertificates.root, "")).split(separator: "\n").dropFirst()
                    .joined(separator: "\n"),
                old: ExampleCertificates.mesh((ExampleCertificates.root, ""), (ExampleCertificates.otherRoot, ""))),
            .invalid(
                "all", "enableTracing: true  # ✗ drops a certificate whose peers are then refused at once",
                old: ExampleCertificates.mesh((ExampleCertificates.root, ""))),
        ]
    ) { change, report in
        guard let (old, new) = change.messages else { return }
        let kept = Set(pems(new).map(ExactText.init))
        // Nearly every text is kept as it stands, and the blanks of these are nobody's concern.
        let others = pems(old).filter { !kept.contains(ExactText($0)) }
        guard !others.isEmpty, !Set(others.map(withoutBlanks)).isSubset(of: kept.map { withoutBlanks($0.text) }) else {
            return
        }
        report.add(
            "drops a certificate whose peers are then refused at once",
            atKeyOf: new.isWritten("caCertificates") ? new.place(of: "caCertificates") : new.here)
    }
}

private func pems(_ mesh: Message) -> [String] {
    mesh.messages("caCertificates").compactMap { $0.string("pem")?.value }.filter { $0.utf8.contains { $0 > 0x20 } }
}

/// The bytes of a certificate's text, without the blanks that another indentation changes.
private func withoutBlanks(_ pem: String) -> [UInt8] { pem.utf8.filter { $0 > 0x20 } }
