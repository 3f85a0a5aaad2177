import IstioSchema
import Validation

extension Rule {
    package static let otelHttpAndGrpc = Rule(
        "otel-http-and-grpc", .warning, .ignored, in: .openTelemetryTracingProvider, needs: ["grpc"],
        summary: "an opentelemetry provider has both http and grpc",
        rationale: """
            istiod logs that the provider is not valid, and uses http: the settings under grpc are lost.
            """,
        fix: "Keep http for port 4318, or grpc for port 4317.",
        sources: [.istio("ValidateExtensionProviderTracingOpentelemetry"), .istio("otelConfig")],
        releases: .since(.v1_24),
        examples: [
            .valid(
                "gRPC",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry: {service: o.obs.svc.cluster.local, port: 4317, grpc: {timeout: 3s}}
                """),
            .invalid(
                "both",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:
                      service: o.obs.svc.cluster.local
                      port: 4318
                      http: {path: /v1/traces, timeout: 3s}
                      grpc: {timeout: 3s}  # ✗ has no effect beside http, which Istio takes
                """),
        ]
    ) { provider, report in
        guard provider.isSet("http"), let grpc = provider.message("grpc") else { return }
        report.add("has no effect beside http, which Istio takes", at: grpc)
    }
}
