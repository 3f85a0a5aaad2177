import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniSkipTlsVerify = Rule(
        "cni-skip-tls-verify", .warning, .risky, document: [.cniConfig],
        summary: "the CNI plugin trusts any API server",
        rationale: """
            The plugin on each node talks to the API server without checking its certificate, and with a token that \
            reads pods of the whole cluster. Who can stand in between gets the token.
            """,
        fix: "Remove SKIP_TLS_VERIFY, or set KUBE_CA_FILE.",
        sources: [.istio("constructConfig")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "off",
                """
                data:
                  SKIP_TLS_VERIFY: "false"
                """),
            .invalid(
                "on",
                """
                data:
                  SKIP_TLS_VERIFY: "true"  # ✗ lets the CNI plugin trust any API server
                """),
        ]
    ) { config, report in
        let settings = CNISettings(config)
        guard let entry = settings.entry("SKIP_TLS_VERIFY"), settings.truth("SKIP_TLS_VERIFY") == true else { return }
        report.add("lets the CNI plugin trust any API server", at: entry.value, path: CNISettings.path(entry.name))
    }
}
