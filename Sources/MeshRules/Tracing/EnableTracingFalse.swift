import IstioSchema
import Validation

extension Rule {
    package static let enableTracingFalse = Rule(
        "enable-tracing-false", .warning, .risky, in: .meshConfig, needs: ["enableTracing"],
        summary: "enableTracing is false where tracing is set up",
        rationale: """
            enableTracing is read only where no provider was chosen: false switches off the tracer of \
            defaultConfig.tracing, and that one alone. Providers that defaultProviders or a Telemetry names go on tracing \
            whatever it says, so that it neither protects anybody nor saves anything.
            """,
        fix: """
            For the old tracer, write true or delete the tracer; to stop a provider, take it out of \
            defaultProviders.tracing or use a Telemetry with disableSpanReporting.
            """,
        sources: [.istio("configureTracingFromTelemetry"), .issue("istio/istio#40781")],
        examples: [
            .valid(
                "on", "enableTracing: true\ndefaultConfig: {tracing: {zipkin: {address: \"zipkin.istio-system:9411\"}}}"
            ),
            .valid("off, and nothing set up", "enableTracing: false"),
            .invalid(
                "with a tracer",
                """
                enableTracing: false  # ✗ switches off the tracer in defaultConfig.tracing
                defaultConfig:
                  tracing:
                    zipkin: {address: "zipkin.istio-system:9411"}
                """),
            .invalid(
                "with a default provider",
                """
                enableTracing: false  # ✗ does not stop tracing: providers send spans whatever it says
                defaultProviders: {metrics: [prometheus], tracing: [otel]}
                extensionProviders:
                  - name: otel
                    opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
            .invalid(
                "with a provider that a Telemetry may choose",
                """
                enableTracing: false  # ✗ stops no provider that a Telemetry names
                extensionProviders:
                  - name: otel
                    opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
        ]
    ) { mesh, report in
        guard let isEnabled = mesh.bool("enableTracing"), isEnabled.isWritten, !isEnabled.value else { return }
        let tracing = mesh.message("defaultConfig")?.message("tracing")
        let hasDefault = !report.defaultProviders(of: mesh).tracing.isEmpty
        if tracing?.writtenTracer != nil, !hasDefault {
            report.add("switches off the tracer in defaultConfig.tracing", at: isEnabled, fix: "enableTracing: true")
        } else if hasDefault {
            report.add("does not stop tracing: providers send spans whatever it says", at: isEnabled)
        } else if report.providers(of: mesh).firstWrittenTracer != nil {
            report.add("stops no provider that a Telemetry names", at: isEnabled, severity: .note)
        }
    }
}
