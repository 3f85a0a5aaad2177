import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshUnknownField = Rule(
        .meshUnknownField, .warning, .ignored,
        summary: "a field that no supported release of Istio has",
        rationale: """
            istiod drops the field and everything under it without a word above its debug log, and the setting never \
            takes effect. Names are told apart by case: OutboundTrafficPolicy has let whole meshes reach everything.
            """,
        fix: "Write the field's name as Istio's reference spells it, or take the field out.",
        sources: [
            .istio("protomarshal.ApplyJSON"), .issue("istio/istio#24329"), .issue("istio/istio#17438"),
        ],
        examples: [
            .valid("names as Istio has them", "enableTracing: true\noutboundTrafficPolicy:\n  mode: REGISTRY_ONLY"),
            .valid("the proto's spelling", "enable_tracing: true"),
            .invalid(
                "a letter short, a capital too many",
                """
                enableTracin: true  # ✗ no such field; did you mean enableTracing?
                OutboundTrafficPolicy:  # ✗ no such field; did you mean outboundTrafficPolicy?
                  mode: REGISTRY_ONLY
                """),
            .invalid(
                "a wrong name deeper in the document",
                """
                defaultConfig:
                  concurency: 2  # ✗ no such field; did you mean concurrency?
                """),
            .invalid(
                "as Envoy calls it",
                """
                defaultHttpRetryPolicy:
                  attempts: 2
                  numRetries: 2  # ✗ no such field; did you mean attempts?
                """),
            .invalid(
                "a near name in the same place, and the same name in another",
                """
                caCertificates:
                  - trustDomain: prod.example.com  # ✗ no such field; did you mean trustDomains?
                defaultConfig:
                  readinessProbe:
                    httpGet:
                      hosts: a.example.com  # ✗ no such field; did you mean host?
                """),
            .invalid(
                "names of anything",
                """
                profile: demo  # ✗ no such field
                values: {}  # ✗ no such field
                dns: {}  # ✗ no such field
                """),
            .invalid("nothing like it", "frobnicate: true  # ✗ no such field"),
        ],
        check: .reading)
}
