import IstioSchema
import Validation

extension Rule {
    package static let caCertificatesEmpty = Rule(
        "ca-certificates-empty", .warning, .ignored, in: .certificateData,
        summary: "an entry of caCertificates has no certificate, or one that istiod cannot fetch",
        rationale: """
            istiod passes over an entry that has neither pem nor spiffeBundleUrl. It puts https:// before a URL that \
            does not begin with it, so that http://… is fetched from a host called http, which fails until the next \
            poll.
            """,
        fix: "Set pem, or a spiffeBundleUrl that begins with https://.",
        sources: [.istio("AddMeshConfigUpdate"), .istio("RetrieveSpiffeBundleRootCerts")],
        examples: [
            .valid(
                "a bundle's URL",
                """
                caCertificates:
                  - spiffeBundleUrl: https://spire.example.com/bundle
                    trustDomains: [partner.example.com]
                """),
            .valid("https is what istiod adds", "caCertificates:\n  - spiffeBundleUrl: spire.example.com/bundle"),
            .invalid(
                "neither",
                """
                caCertificates:
                  - certSigners: [clusterissuers.cert-manager.io/istio-system]  # ✗ must set pem or spiffeBundleUrl
                """),
            .invalid(
                "an empty one",
                """
                caCertificates:
                  - pem: ""  # ✗ must set pem or spiffeBundleUrl
                """),
            .invalid(
                "another scheme",
                """
                caCertificates:
                  - spiffeBundleUrl: http://spire.example.com/bundle  # ✗ must begin with https://
                """),
        ]
    ) { entry, report in
        if let url = entry.string("spiffeBundleUrl"), !url.value.isEmpty {
            guard url.value.contains("://"), !url.value.hasPrefix("https://") else { return }
            report.add("must begin with https://", at: url)
            return
        }
        // What is written and cannot be read was spoken of already.
        guard entry.string("pem")?.value.isEmpty ?? !(entry.isSet("pem") || entry.isSet("spiffeBundleUrl")) else {
            return
        }
        report.add("must set pem or spiffeBundleUrl", at: entry)
    }
}
