import IstioSchema
import Validation

extension Rule {
    package static let legacyTracingShadowed = Rule(
        "legacy-tracing-shadowed", .warning, .ignored, in: .meshConfig, needs: ["defaultConfig"],
        summary: "defaultConfig.tracing names a tracer beside defaultProviders.tracing",
        rationale: """
            The default provider gets the spans of HTTP, and the tracer of defaultConfig gets none; every proxy keeps \
            asking the DNS for its address all the same.
            """,
        fix: "Delete the tracer from defaultConfig.tracing; write tracing: {} there to be rid of a default one.",
        sources: [.istio("configureTracingFromTelemetry"), .issue("istio/istio#45890")],
        examples: [
            .valid(
                "no tracer left",
                "defaultProviders: {metrics: [prometheus], tracing: [otel]}\ndefaultConfig: {tracing: {}}"),
            .invalid(
                "both",
                """
                defaultProviders: {metrics: [prometheus], tracing: [otel]}
                defaultConfig:
                  tracing:
                    zipkin: {address: "zipkin.istio-system:9411"}  # ✗ gets no spans beside defaultProviders.tracing
                """),
        ]
    ) { mesh, report in
        guard let tracing = mesh.message("defaultConfig")?.message("tracing"), let tracer = tracing.writtenTracer,
            !report.defaultProviders(of: mesh).tracing.isEmpty
        else { return }
        report.add(
            "gets no spans beside defaultProviders.tracing", atKeyOf: tracing.place(ofFieldNamed: tracer.shape.name))
    }
}
