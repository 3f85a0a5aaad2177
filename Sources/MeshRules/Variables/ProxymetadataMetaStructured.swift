import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataMetaStructured = Rule(
        "proxymetadata-meta-structured", .error, .breaks, document: .ofProxyVariables,
        summary: "a variable names metadata that no text can set",
        rationale: """
            The field of the node's metadata is a number or a mapping, while ISTIO_META_ variables are texts. pilot-agent \
            cannot build its metadata and exits, so that every newly injected pod crash-loops.
            """,
        fix: "Remove the variable. Labels and annotations come from the pod.",
        sources: [.istio("GetNodeMetaData"), .istio("BootstrapNodeMetadata")],
        examples: [
            .valid("a text", "defaultConfig: {proxyMetadata: {ISTIO_META_OUTLIER_LOG_PATH: /dev/stdout}}"),
            .valid("unknown metadata is passed on", #"defaultConfig: {proxyMetadata: {ISTIO_META_TEAM: "1"}}"#),
            .invalid(
                "a port",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_ENVOY_STATUS_PORT: "15021"  # ✗ must not be set: pilot-agent does not start
                """),
            .invalid(
                "labels",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_LABELS: app=web  # ✗ must not be set: pilot-agent does not start
                """),
        ]
    ) { _, report in
        for variable in report.proxyVariables.all where variable.metadata == .structured {
            report.add("must not be set: pilot-agent does not start", atKeyOf: variable.value)
        }
    }
}
