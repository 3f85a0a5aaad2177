import IstioSchema
import Validation

extension Rule {
    package static let providerRemovedStillReferenced = Rule(
        "provider-removed-still-referenced", .warning, .ignored, change: .mesh,
        summary: "a provider is taken out that defaultProviders still names",
        rationale: """
            istiod pushes the change live: spans, logs or metrics that went there end, and nothing but its log says \
            so.
            """,
        fix: "Take the name out of defaultProviders too, or keep the provider.",
        sources: [.istio("Telemetries.fetchProvider")],
        examples: [
            .valid("both taken out", "enableTracing: true", old: withProvider),
            .invalid(
                "the provider alone",
                """
                defaultProviders:
                  metrics: [prometheus]
                  tracing: [otel]  # ✗ names the provider otel, which this change removes
                """, old: withProvider),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, let defaults = new.message("defaultProviders"),
            let (before, after) = report.providers(from: old, to: new)
        else { return }
        for field: FieldName in ["tracing", "metrics", "accessLogging"] {
            for reference in defaults.strings(field)
            where before[reference.value] != nil && after[reference.value] == nil {
                report.add(
                    "names the provider \(DiagnosticText.shown(reference.value)), which this change removes",
                    at: reference)
            }
        }
    }
}

private let withProvider = """
    extensionProviders:
      - name: otel
        opentelemetry: {service: otel.observability.svc.cluster.local, port: 4317}
    defaultProviders:
      metrics: [prometheus]
      tracing: [otel]
    """
