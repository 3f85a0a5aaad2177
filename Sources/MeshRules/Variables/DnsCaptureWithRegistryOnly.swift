import IstioSchema
import Validation

extension Rule {
    package static let dnsCaptureWithRegistryOnly = Rule(
        "dns-capture-with-registry-only", .note, .advice, in: .meshConfig, needs: ["outboundTrafficPolicy"],
        summary: "REGISTRY_ONLY without DNS capture",
        rationale: """
            Without DNS capture a proxy sees only the address and port of a TCP connection. ServiceEntries for TCP that \
            have no addresses and share a port then shadow each other, and traffic to one goes to another or nowhere.
            """,
        fix: "Set defaultConfig.proxyMetadata.ISTIO_META_DNS_CAPTURE: \"true\", or give TCP ServiceEntries addresses.",
        sources: [.issue("istio/istio#30177")],
        examples: [
            .valid(
                "with capture",
                """
                outboundTrafficPolicy: {mode: REGISTRY_ONLY}
                defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}}
                """),
            .valid("everything may be reached", "outboundTrafficPolicy: {mode: ALLOW_ANY}"),
            .invalid(
                "without",
                """
                outboundTrafficPolicy:
                  mode: REGISTRY_ONLY  # ✗ works for TCP hosts without addresses only with ISTIO_META_DNS_CAPTURE
                """),
        ]
    ) { mesh, report in
        guard let mode = mesh.message("outboundTrafficPolicy")?.enumeration("mode"), mode.isWritten,
            mode.value.name == "REGISTRY_ONLY", report.proxyVariables.truth(of: "ISTIO_META_DNS_CAPTURE") != true
        else { return }
        report.add("works for TCP hosts without addresses only with ISTIO_META_DNS_CAPTURE", at: mode)
    }
}
