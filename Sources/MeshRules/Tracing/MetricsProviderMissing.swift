import IstioSchema
import Validation

extension Rule {
    package static let metricsProviderMissing = Rule(
        "metrics-provider-missing", .warning, .risky, in: .meshConfig, needs: ["defaultProviders"],
        isOfWholes: true,
        summary: "defaultProviders is set without metrics",
        rationale: """
            Every istio_* metric vanishes, and with them dashboards and alerts. istiod has no metrics provider of its \
            own: the Helm chart adds prometheus, but only where defaultProviders is not set at all.
            """,
        fix: "Add metrics: [prometheus] to defaultProviders.",
        sources: [
            .istio("DefaultMeshConfig"), .document("istio-discovery chart, _helpers.tpl, default-prometheus"),
            .issue("istio/istio#51384"), .issue("istio/istio#50860"),
        ],
        examples: [
            .valid("with metrics", "defaultProviders: {metrics: [prometheus], tracing: [otel]}"),
            .valid("left to the chart", "enableTracing: true"),
            .invalid(
                "tracing only",
                """
                defaultProviders:  # ✗ must have metrics, or every istio_* metric is lost
                  tracing: [otel]
                """),
            .invalid(
                "none",
                """
                defaultProviders:  # ✗ must have metrics, or every istio_* metric is lost
                  metrics: []
                """),
        ]
    ) { mesh, report in
        guard let defaults = mesh.message("defaultProviders"), defaults.isWritten else { return }
        if let metrics = defaults.field("metrics") {
            guard case .list(let elements) = metrics.value, elements.isEmpty else { return }
        }
        report.add("must have metrics, or every istio_* metric is lost", at: defaults, fix: "metrics: [prometheus]")
    }
}
