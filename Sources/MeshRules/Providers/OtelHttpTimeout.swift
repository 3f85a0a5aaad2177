import IstioSchema
import Validation

extension Rule {
    package static let otelHttpTimeout = Rule(
        "otel-http-timeout", .warning, .risky, in: .httpService,
        summary: "spans go over HTTP, and no timeout is set",
        rationale: """
            The API promises a default of 3s, and istiod sets none; Envoy needs one, and refuses every listener with the \
            tracer: running proxies get no new configuration, and new pods do not become ready.
            """,
        fix: "Write timeout: 3s.",
        sources: [
            .istio("otelConfig"), .envoy("config.core.v3.HttpUri.timeout, required"),
            .api("mesh/v1alpha1/config.proto, ExtensionProvider.HttpService.timeout"),
        ],
        releases: .since(.v1_22),
        examples: [
            .valid(
                "a timeout",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:
                      {service: o.obs.svc.cluster.local, port: 4318, http: {path: /v1/traces, timeout: 3s}}
                """),
            .valid(
                "over gRPC",
                "extensionProviders: [{name: otel, opentelemetry: {service: o.obs.svc.cluster.local, port: 4317}}]"),
            .invalid(
                "left out",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:
                      service: o.obs.svc.cluster.local
                      port: 4318
                      http:  # ✗ must have a timeout, or proxies refuse their listeners
                        path: /v1/traces
                """),
        ]
    ) { http, report in
        guard !http.isSet("timeout") else { return }
        report.add("must have a timeout, or proxies refuse their listeners", at: http, fix: "timeout: 3s")
    }
}
