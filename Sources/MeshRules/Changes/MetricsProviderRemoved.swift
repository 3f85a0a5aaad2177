import IstioSchema
import Validation

extension Rule {
    package static let metricsProviderRemoved = Rule(
        "metrics-provider-removed", .warning, .risky, change: .mesh,
        summary: "defaultProviders.metrics loses prometheus",
        rationale: """
            From the next push on no proxy counts istio_requests_total and its like: dashboards go blank, alerts do \
            not fire, and autoscalers see no load.
            """,
        fix: "Keep metrics: [prometheus], unless a Telemetry selects it for the mesh.",
        sources: [.istio("Telemetries.applicableTelemetries"), .issue("istio/istio#51384")],
        examples: [
            .valid("kept", "defaultProviders: {metrics: [prometheus], tracing: [otel]}", old: withMetrics),
            .valid("there was none", "defaultProviders: {tracing: [otel]}", old: "enableTracing: true"),
            .invalid(
                "dropped",
                "defaultProviders: {tracing: [otel]}  # ✗ drops prometheus, so that all istio_* metrics end at once",
                old: withMetrics),
            .invalid(
                "emptied",
                """
                defaultProviders:
                  metrics: []  # ✗ drops prometheus, so that all istio_* metrics end at once
                """, old: withMetrics),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, hasPrometheus(old), !hasPrometheus(new) else { return }
        let providers = new.message("defaultProviders")
        let place = providers?.isWritten("metrics") == true ? providers?.place(of: "metrics") : nil
        report.add(
            "drops prometheus, so that all istio_* metrics end at once",
            atKeyOf: place ?? (new.isWritten("defaultProviders") ? new.place(of: "defaultProviders") : new.here),
            fix: "metrics: [prometheus]")
    }
}

private func hasPrometheus(_ mesh: Message) -> Bool {
    mesh.message("defaultProviders")?.strings("metrics").contains { $0.value == "prometheus" } ?? false
}

private let withMetrics = "defaultProviders: {metrics: [prometheus]}"
