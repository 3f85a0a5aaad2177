import IstioSchema
import Validation

extension Rule {
    package static let enableTracingMissing = Rule(
        "enable-tracing-missing", .warning, .risky, in: .meshConfig,
        isOfWholes: true,
        summary: "enableTracing is left out where tracing is set up",
        rationale: """
            Left out, enableTracing is true, so that nothing is lost. Written, it tells whoever reads the configuration \
            that traces are wanted, and keeps the tracer of defaultConfig.tracing on when a default changes. Providers \
            that defaultProviders or a Telemetry names do not read it.
            """,
        fix: "Add enableTracing: true beside the other fields of the mesh.",
        sources: [.istio("DefaultMeshConfig"), .istio("configureTracingFromTelemetry")],
        examples: [
            .valid("nothing speaks of tracing", "accessLogFile: /dev/stdout"),
            .valid(
                "written",
                """
                enableTracing: true
                defaultProviders: {metrics: [prometheus], tracing: [otel]}
                """),
            .valid("a tracer that is taken away", "defaultConfig: {tracing: {}}"),
            .valid(
                "what the chart writes by itself up to 1.21",
                "defaultConfig: {tracing: {zipkin: {address: \"zipkin.istio-system:9411\"}}}"),
            .invalid(
                "a default provider",
                """
                defaultProviders:
                  metrics: [prometheus]
                  tracing: [otel]  # ✗ must be written where tracing is set up; left out, it is true
                """),
            .invalid(
                "a provider",
                """
                extensionProviders:
                  - name: otel  # ✗ must be written where tracing is set up; left out, it is true
                    opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
            .invalid(
                "the old tracer",
                """
                defaultConfig:
                  tracing:  # ✗ must be written where tracing is set up; left out, it is true
                    zipkin: {address: "jaeger.obs:9411"}
                """),
        ]
    ) { mesh, report in
        guard !mesh.isWritten("enableTracing"), let evidence = evidenceOfTracing(mesh, &report) else { return }
        let place = Located((), path: mesh.path.field("enableTracing"), origin: evidence)
        report.add(
            "must be written where tracing is set up; left out, it is true", atKeyOf: place, fix: "enableTracing: true")
    }
}

/// What shows that the author wants traces.
private func evidenceOfTracing(_ mesh: Message, _ report: inout RuleReport) -> Origin? {
    if let first = report.defaultProviders(of: mesh).tracing.first, first.name.isWritten {
        return mesh.message("defaultProviders")?.place(of: "tracing").origin
    }
    if let tracer = report.providers(of: mesh).firstWrittenTracer { return tracer.origin }
    guard let tracing = mesh.message("defaultConfig")?.message("tracing"), !tracing.fields.isEmpty,
        !tracing.isTracerOfChart
    else { return nil }
    return tracing.origin
}
