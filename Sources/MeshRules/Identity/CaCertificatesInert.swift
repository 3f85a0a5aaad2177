import IstioSchema
import Validation

extension Rule {
    package static let caCertificatesInert = Rule(
        "ca-certificates-inert", .note, .advice, in: .meshConfig, needs: ["caCertificates"],
        isOfWholes: true,
        summary: "caCertificates is set, and the proxies are not told to fetch it",
        rationale: """
            istiod distributes these certificates only with ISTIO_MULTIROOT_MESH=true in its own environment, and an \
            agent takes them only with PROXY_CONFIG_XDS_AGENT=true. Without both, those with certSigners serve \
            Kubernetes' signers, whose roots istiod sends along with each certificate, and the others nobody.
            """,
        fix: "Set PROXY_CONFIG_XDS_AGENT: \"true\" in proxyMetadata and ISTIO_MULTIROOT_MESH=true on istiod.",
        sources: [.istio("features.MultiRootMesh"), .istio("PROXY_CONFIG_XDS_AGENT")],
        examples: [
            .valid(
                "fetched",
                """
                defaultConfig: {proxyMetadata: {PROXY_CONFIG_XDS_AGENT: "true"}}
                caCertificates:
                  - {spiffeBundleUrl: "https://x.example.com"}
                """),
            .valid("nothing to fetch", "caCertificates: []"),
            .valid(
                "for Kubernetes' signers",
                """
                caCertificates:
                  - {spiffeBundleUrl: "https://x.example.com", certSigners: [clusterissuers.cert-manager.io/foo]}
                """),
            .invalid(
                "not fetched",
                """
                caCertificates:  # ✗ reaches no proxy without PROXY_CONFIG_XDS_AGENT in proxyMetadata
                  - {spiffeBundleUrl: "https://x.example.com"}
                """),
        ]
    ) { mesh, report in
        guard mesh.isWritten("caCertificates"),
            mesh.messages("caCertificates").contains(where: { $0.strings("certSigners").isEmpty }),
            report.proxyVariables.truth(of: "PROXY_CONFIG_XDS_AGENT") != true
        else { return }
        report.add(
            "reaches no proxy without PROXY_CONFIG_XDS_AGENT in proxyMetadata",
            atKeyOf: mesh.place(of: "caCertificates"))
    }
}
