import IstioSchema
import Validation

extension Rule {
    package static let dnsAutoAllocateWithoutCapture = Rule(
        "dns-auto-allocate-without-capture", .warning, .ignored, document: .ofProxyVariables,
        isOfWholes: true,
        summary: "addresses are allocated that no sidecar resolves",
        rationale: """
            istiod gives the hosts of ServiceEntries addresses, but only the proxy's own DNS server answers with them. \
            Without DNS capture applications never learn of them.
            """,
        fix: "Set ISTIO_META_DNS_CAPTURE: \"true\" beside it.",
        sources: [.istio("nodeUsesAutoallocatedIPs"), .issue("istio/istio#42297")],
        examples: [
            .valid(
                "both",
                #"defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true", ISTIO_META_DNS_AUTO_ALLOCATE: "true"}}"#
            ),
            .valid("off", #"defaultConfig: {proxyMetadata: {ISTIO_META_DNS_AUTO_ALLOCATE: "false"}}"#),
            .valid(
                "the mesh may capture", #"proxyMetadata: {ISTIO_META_DNS_AUTO_ALLOCATE: "true"}"#,
                kind: .proxyConfigAnnotation),
            .invalid(
                "no capture",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_DNS_AUTO_ALLOCATE: "true"  # ✗ needs ISTIO_META_DNS_CAPTURE: true
                """),
        ]
    ) { _, report in
        let variables = report.proxyVariables
        guard let allocate = variables["ISTIO_META_DNS_AUTO_ALLOCATE"], GoValue.bool(allocate.value.value) == true
        else { return }
        let capture = variables["ISTIO_META_DNS_CAPTURE"]
        if let capture {
            guard GoValue.bool(capture.value.value) == false else { return }
        } else {
            guard report.setsAllProxyVariables else { return }
        }
        report.add(
            "needs ISTIO_META_DNS_CAPTURE: true", atKeyOf: allocate.value,
            fix: "ISTIO_META_DNS_CAPTURE: \"true\"")
    }
}
