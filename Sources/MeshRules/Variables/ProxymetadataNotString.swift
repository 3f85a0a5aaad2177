import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataNotString = Rule(
        "proxymetadata-not-string", .error, .rejected,
        summary: "a value of proxyMetadata is a bare boolean or number",
        rationale: """
            istiod cannot decode the map and throws the whole mesh configuration away. It goes on with the one it had, and \
            at its next restart runs on its built-in defaults.
            """,
        fix: "Quote the value: a boolean as \"true\" or \"false\", a duration with its unit.",
        sources: [.istio("ApplyMeshConfig"), .issue("istio/istio#48991")],
        examples: [
            .valid("quoted", #"defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}}"#),
            .valid("null is an empty text", "defaultConfig: {proxyMetadata: {MY_VAR: null}}"),
            .invalid(
                "a boolean",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_DNS_CAPTURE: true  # ✗ must be a string, not the boolean true
                """),
            .invalid(
                "a number",
                """
                defaultConfig:
                  proxyMetadata:
                    WORKLOAD_RSA_KEY_SIZE: 4096  # ✗ must be a string, not the number 4096
                """),
            .invalid(
                "more than quotes missing",
                """
                defaultConfig:
                  proxyMetadata:
                    PKCS8_KEY: yes  # ✗ must be a string, not the boolean yes
                    SECRET_TTL: 24  # ✗ must be a string, not the number 24
                """),
        ],
        check: .reading)
}
