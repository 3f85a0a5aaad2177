import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataMetaBoolUnparsable = Rule(
        "proxymetadata-meta-bool-unparsable", .error, .breaks, document: .ofProxyVariables,
        summary: "a boolean of the node's metadata cannot be read",
        rationale: """
            pilot-agent cannot build its node metadata and exits. Every pod that is injected from then on crash-loops, \
            which shows at the next rollout, not when the configuration is applied.
            """,
        fix: "Write \"true\" or \"false\", in quotes.",
        sources: [.istio("StringBool.UnmarshalJSON"), .istio("GetNodeMetaData")],
        examples: [
            .valid("true", #"defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}}"#),
            .valid("what strconv.ParseBool takes", #"defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "T"}}"#),
            .valid(
                "unknown to the release", #"defaultConfig: {proxyMetadata: {ISTIO_META_DISABLE_HBONE_SEND: "no"}}"#,
                in: .v1_21),
            .invalid(
                "yes",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_DNS_CAPTURE: "yes"  # ✗ must be true or false, not yes
                """),
            .invalid(
                "empty",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_ENABLE_HBONE: ""  # ✗ must be true or false, not ""
                """),
            .invalid(
                "in a resource",
                """
                apiVersion: networking.istio.io/v1beta1
                kind: ProxyConfig
                metadata: {name: dns, namespace: app}
                spec:
                  environmentVariables:
                    ISTIO_META_DNS_CAPTURE: enabled  # ✗ must be true or false, not enabled
                """, kind: .proxyConfigResource),
        ]
    ) { _, report in
        for variable in report.proxyVariables.all {
            guard variable.metadata == .bool, GoValue.bool(variable.value.value) == nil else { continue }
            let truth = ["yes", "on", "y", "enabled", "enable"].contains(variable.value.value.lowercased())
            report.add(
                "must be true or false", at: variable.value, fix: truth ? "\(variable.name): \"true\"" : nil,
                replacement: truth ? "\"true\"" : nil)
        }
    }
}
