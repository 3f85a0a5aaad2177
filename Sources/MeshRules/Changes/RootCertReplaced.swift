import Certificates
import Documents
import IstioSchema
import Validation

extension Rule {
    package static let rootCertReplaced = Rule(
        "root-cert-replaced", .warning, .risky, change: .rootCertificate,
        summary: "the root certificates are replaced, and no old one stays",
        rationale: """
            Proxies that run have certificates under the old root, and trust it alone, until their pods restart; \
            those that start trust the new one alone. The two refuse each other, and istiod's own certificate does \
            not verify for one of them.
            """,
        fix: "Publish the old and the new root together, restart every workload, then drop the old one.",
        sources: [
            .istio("NamespaceController"), .issue("istio/ztunnel#1679"), .document("istio.io, plug in CA certificates"),
        ],
        examples: [
            .valid(
                "the new one beside the old",
                ExampleCertificates.configMap(ExampleCertificates.root, ExampleCertificates.otherRoot),
                old: ExampleCertificates.configMap(ExampleCertificates.root)),
            .valid(
                "the old one taken out at last", ExampleCertificates.configMap(ExampleCertificates.otherRoot),
                old: ExampleCertificates.configMap(ExampleCertificates.root, ExampleCertificates.otherRoot)),
            .valid(
                "renewed with the same key", ExampleCertificates.configMap(ExampleCertificates.renewedRoot),
                old: ExampleCertificates.configMap(ExampleCertificates.root)),
            .invalid(
                "another one",
                ExampleCertificates.configMap(
                    ExampleCertificates.otherRoot, comment: "shares no root with what running proxies trust"),
                old: ExampleCertificates.configMap(ExampleCertificates.root)),
        ]
    ) { change, report in
        guard let old = change.old?.node, let new = change.new?.node,
            old["data"]?[RootCertificateBundle.key]?.string != new["data"]?[RootCertificateBundle.key]?.string,
            let before = RootCertificateReading(old).bundle, let after = RootCertificateReading(new).bundle
        else { return }
        let keys = Set(before.certificates.map(key))
        guard !after.certificates.contains(where: { keys.contains(key(of: $0)) }) else { return }
        report.add(
            "shares no root with what running proxies trust", atKeyOf: after.entry, path: RootCertificateBundle.path)
    }
}

/// What two certificates of one key have in common: chains under one verify under the other.
private func key(of certificate: Certificate) -> [UInt8] {
    certificate.publicKeyInfo.map(Array.init) ?? certificate.der
}
