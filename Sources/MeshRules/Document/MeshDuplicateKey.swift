import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshDuplicateKey = Rule(
        .meshDuplicateKey, .warning, .ignored,
        summary: "a mapping has a key twice",
        rationale: """
            Only one of the two counts: the last, or the one in camel case where both spellings of a name are \
            written. Everything under the other is lost without a word.
            """,
        fix: "Bring what belongs together under one key.",
        sources: [.istio("protomarshal.ApplyYAML")],
        examples: [
            .valid(
                "once",
                """
                defaultConfig:
                  proxyHeaders:
                    envoyDebugHeaders:
                      disabled: true
                """),
            .valid(
                "a merge key overridden on purpose",
                """
                x-base: &base {retryOn: connect-failure, attempts: 2}
                defaultHttpRetryPolicy:
                  <<: *base
                  attempts: 3
                """),
            .invalid(
                "twice",
                """
                defaultConfig:
                  proxyHeaders:
                    envoyDebugHeaders: {}
                    envoyDebugHeaders:  # ✗ repeats the key 1 line above, which Istio drops
                      disabled: true
                """),
            .invalid(
                "in both spellings",
                """
                enable_tracing: false
                enableTracing: true  # ✗ repeats enable_tracing 1 line above; Istio reads enableTracing
                """),
        ],
        check: .reading)
}
