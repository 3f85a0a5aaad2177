import Documents
import IstioSchema
import Validation

extension Rule {
    package static let certSignerUnmatched = Rule(
        "cert-signer-unmatched", .warning, .risky, in: .meshConfig, needs: ["caCertificates"],
        isOfWholes: true,
        summary: "the proxies ask for a certificate signer that no entry of caCertificates covers",
        rationale: """
            istiod asks Kubernetes' signer <CERT_SIGNER_DOMAIN>/<ISTIO_META_CERT_SIGNER> for the workload's \
            certificate and looks for its root among the certSigners. Without one it has no root to send along, \
            unless the signer's chain brings it, and the proxy does not start.
            """,
        fix: "Name the signer in the certSigners of the entry that holds its root.",
        sources: [.istio("KubernetesRA.SignWithCertChain"), .istio("GetRootCertFromMeshConfig")],
        examples: [
            .valid(
                "the same",
                """
                defaultConfig: {proxyMetadata: {ISTIO_META_CERT_SIGNER: foo}}
                caCertificates:
                  - {spiffeBundleUrl: "https://x.example.com", certSigners: [clusterissuers.cert-manager.io/foo]}
                """),
            .valid("no signers at all", "defaultConfig: {proxyMetadata: {ISTIO_META_CERT_SIGNER: foo}}"),
            .invalid(
                "another",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_CERT_SIGNER: bar  # ✗ must be in certSigners of caCertificates, not bar
                caCertificates:
                  - {spiffeBundleUrl: "https://x.example.com", certSigners: [clusterissuers.cert-manager.io/foo]}
                """),
        ]
    ) { mesh, report in
        guard mesh.isWritten("caCertificates"),
            let signer = report.proxyVariables["ISTIO_META_CERT_SIGNER"]?.value, !signer.value.isEmpty
        else { return }
        let signers = mesh.messages("caCertificates").flatMap { $0.strings("certSigners") }
        let name = "/" + signer.value
        guard !signers.isEmpty, !signers.contains(where: { $0.value == signer.value || $0.value.endsIn(name) })
        else { return }
        report.add("must be in certSigners of caCertificates", at: signer)
    }
}
