import IstioSchema
import Validation

extension Rule {
    package static let dnsAutoAllocateDeprecated = Rule(
        "dns-auto-allocate-deprecated", .note, .advice, document: .ofProxyVariables,
        summary: "ISTIO_META_DNS_AUTO_ALLOCATE is deprecated",
        rationale: """
            istiod allocates addresses itself, for all proxies at once, and warns of the variable whatever its value. Its \
            own switch PILOT_ENABLE_IP_AUTOALLOCATE is on unless it was turned off.
            """,
        fix: "Remove the variable.",
        sources: [.istio("ValidateMeshConfigProxyConfig"), .document("releasenotes/notes/54690.yaml")],
        releases: .v1_25 ... .newest,
        examples: [
            .valid("capture only", #"defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}}"#),
            .valid("before it was deprecated", #"defaultConfig: {proxyMetadata: {ISTIO_META_DNS_AUTO_ALLOCATE: "false"}}"#, in: .v1_24),
            .invalid(
                "in any state",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_DNS_CAPTURE: "true"
                    ISTIO_META_DNS_AUTO_ALLOCATE: "false"  # ✗ deprecated since Istio 1.25; istiod allocates addresses itself
                """),
        ]
    ) { _, report in
        guard let variable = report.proxyVariables["ISTIO_META_DNS_AUTO_ALLOCATE"] else { return }
        report.add("deprecated since Istio 1.25; istiod allocates addresses itself", atKeyOf: variable.value)
    }
}
