import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshMisplacedField = Rule(
        .meshMisplacedField, .warning, .ignored,
        summary: "a field of Istio's in a place where Istio does not look for it",
        rationale: """
            istiod drops the field without a word, and the setting never takes effect, although its name is right \
            and somebody looking for it finds it in the document.
            """,
        fix: "Move the field to the place that the message names.",
        sources: [.istio("protomarshal.ApplyJSON"), .issue("istio/istio#46653")],
        examples: [
            .valid(
                "each in its place",
                """
                trustDomain: prod.example.com
                extensionProviders:
                  - name: oauth2-proxy
                    envoyExtAuthzHttp:
                      service: oauth2-proxy.auth.svc.cluster.local
                      port: 4180
                      includeRequestHeadersInCheck: [cookie]
                """),
            .invalid(
                "under defaultConfig, and beside the provider instead of in it",
                """
                defaultConfig:
                  trustDomain: prod.example.com  # ✗ belongs at the top level
                extensionProviders:
                  - name: oauth2-proxy
                    envoyExtAuthzHttp:
                      service: oauth2-proxy.auth.svc.cluster.local
                      port: 4180
                    includeRequestHeadersInCheck: [cookie]  # ✗ belongs under extensionProviders[].envoyExtAuthzHttp
                """),
            .invalid(
                "at the top level",
                "holdApplicationUntilProxyStarts: true  # ✗ belongs under defaultConfig"),
            .invalid(
                "Helm values pasted whole",
                """
                meshConfig:  # ✗ what it holds belongs at the top level
                  enableTracing: true
                """),
        ],
        check: .reading)
}
