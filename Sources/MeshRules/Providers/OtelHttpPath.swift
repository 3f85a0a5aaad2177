import IstioSchema
import Validation

extension Rule {
    package static let otelHttpPath = Rule(
        "otel-http-path", .warning, .risky, in: .httpService,
        summary: "spans go over HTTP, and no path is set",
        rationale: """
            The API asks for a path, and nobody checks it. Without one spans are posted to the root of the collector, \
            which answers 404, and they are lost.
            """,
        fix: "Write path: /v1/traces, where OTLP collectors listen.",
        sources: [.istio("otelConfig"), .api("mesh/v1alpha1/config.proto, ExtensionProvider.HttpService.path")],
        releases: .since(.v1_22),
        examples: [
            .valid(
                "a path",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:
                      {service: o.obs.svc.cluster.local, port: 4318, http: {path: /v1/traces, timeout: 3s}}
                """),
            .invalid(
                "left out",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:
                      service: o.obs.svc.cluster.local
                      port: 4318
                      http:  # ✗ must have a path such as /v1/traces
                        timeout: 5s
                """),
            .invalid(
                "empty",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:
                      service: o.obs.svc.cluster.local
                      port: 4318
                      http:
                        path: ""  # ✗ must not be empty
                """),
        ]
    ) { http, report in
        if let path = http.string("path") {
            guard path.value.isEmpty else { return }
            report.add("must not be empty", at: path, fix: "path: /v1/traces")
        } else if !http.isSet("path") {
            report.add("must have a path such as /v1/traces", at: http, fix: "path: /v1/traces")
        }
    }
}
