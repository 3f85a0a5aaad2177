import IstioSchema
import Validation

extension Rule {
    package static let tracingProviderNotSelected = Rule(
        "tracing-provider-not-selected", .note, .advice, in: .meshConfig, needs: ["extensionProviders"],
        summary: "a tracing provider is defined, and defaultProviders.tracing names none",
        rationale: """
            A provider is used only where defaultProviders.tracing or a Telemetry resource names it, and this document \
            does not show whether one does. Without either no spans reach it.
            """,
        fix: "Name it in defaultProviders.tracing, or see that a Telemetry in the root namespace does.",
        sources: [.istio("Telemetries.Tracing"), .issue("istio/istio#54436"), .issue("istio/istio#45890")],
        examples: [
            .valid(
                "selected",
                """
                defaultProviders: {metrics: [prometheus], tracing: [otel]}
                extensionProviders:
                  - name: otel
                    opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
            .valid(
                "no tracer",
                """
                extensionProviders:
                  - name: log
                    envoyFileAccessLog: {}
                """),
            .invalid(
                "defined only",
                """
                defaultProviders: {metrics: [prometheus]}
                extensionProviders:
                  - name: otel  # ✗ gets spans only where defaultProviders.tracing or a Telemetry names it
                    opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
        ]
    ) { mesh, report in
        guard report.defaultProviders(of: mesh).tracing.isEmpty,
            let tracer = report.providers(of: mesh).firstWrittenTracer
        else { return }
        report.add("gets spans only where defaultProviders.tracing or a Telemetry names it", at: tracer)
    }
}
