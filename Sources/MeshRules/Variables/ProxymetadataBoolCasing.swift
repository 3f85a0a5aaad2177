import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataBoolCasing = Rule(
        "proxymetadata-bool-casing", .note, .advice, document: .ofProxyVariables,
        summary: "a boolean is true to pilot-agent, but not to the injection template",
        rationale: """
            The injection template and istioctl analyze compare the value with the text true. With another spelling \
            pilot-agent turns the feature on, and the rest of the pod is set up without it.
            """,
        fix: "Write \"true\".",
        sources: [.istio("injection-template.yaml"), .istio("ProtocolAddressesAnalyzer")],
        examples: [
            .valid("true", #"defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}}"#),
            .valid("false in any spelling", #"defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "False"}}"#),
            .invalid(
                "a capital",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_DNS_CAPTURE: "True"  # ✗ must be spelled true for the injection template, not True
                """),
            .invalid(
                "a digit",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_ENABLE_HBONE: "1"  # ✗ must be spelled true for the injection template, not 1
                """),
        ]
    ) { _, report in
        for variable in report.proxyVariables.all where comparedAsText.contains(variable.name) {
            guard GoValue.bool(variable.value.value) == true, variable.value.value != "true" else { continue }
            report.add(
                "must be spelled true for the injection template", at: variable.value,
                fix: "\(variable.name): \"true\"",
                replacement: "\"true\"")
        }
    }
}

// Source: injection-template.yaml; analyzers/serviceentry/protocoladdresses.go.
private let comparedAsText: NameSet = [
    "ISTIO_META_ENABLE_HBONE", "IPTABLES_TRACE_LOGGING", "ISTIO_META_DNS_CAPTURE",
]
