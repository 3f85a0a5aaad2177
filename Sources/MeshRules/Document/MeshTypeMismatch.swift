import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshTypeMismatch = Rule(
        .meshTypeMismatch, .error, .rejected,
        summary: "a value is of another type than its field",
        rationale: """
            One value of a wrong type loses the whole document: istiod decodes it in one go, keeps the configuration \
            that it had, and starts on its built-in defaults after the next restart.
            """,
        fix: "Write a value of the type that the message names; true and false without quotes, durations with a unit.",
        sources: [
            .istio("protomarshal.ApplyJSON"), .api("mesh/v1alpha1/proxy.proto RemoteService"),
            .issue("istio/istio#48991"), .issue("istio/istio#61563"),
        ],
        examples: [
            .valid(
                "what the field asks for",
                """
                defaultConfig:
                  envoyMetricsService:
                    address: metrics.observability.svc:15000
                    tlsSettings:
                      mode: ISTIO_MUTUAL
                    tcpKeepalive:
                      time: 2s
                """),
            .valid(
                "what Istio tolerates: quoted integers, null, Go durations",
                """
                proxyListenPort: "15001"
                connectTimeout: 1m30s
                defaultConfig: null
                """),
            .invalid(
                "a word for a mapping, a number for a duration",
                """
                defaultConfig:
                  envoyMetricsService:
                    address: metrics.observability.svc:15000
                    tlsSettings: ISTIO_MUTUAL  # ✗ must be a mapping, not "ISTIO_MUTUAL"
                    tcpKeepalive:
                      time: 2  # ✗ must be a duration such as 10s, not the number 2
                """),
            .invalid("a quoted boolean", "enableTracing: \"true\"  # ✗ must be true or false, not \"true\""),
            .invalid("a number for a text", "trustDomain: 1  # ✗ must be a string, not the number 1"),
            .invalid(
                "a mapping for a list",
                """
                extensionProviders:
                  name: otel  # ✗ must be a list, not a mapping
                """),
        ],
        check: .reading)
}
