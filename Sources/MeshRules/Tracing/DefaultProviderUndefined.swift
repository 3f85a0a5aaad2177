import IstioSchema
import Validation

extension Rule {
    package static let defaultProviderUndefined = Rule(
        "default-provider-undefined", .warning, .ignored, in: .meshConfig, needs: ["defaultProviders"],
        isOfWholes: true,
        summary: "defaultProviders names a provider that does not exist",
        rationale: """
            Without the provider there are no spans, no metrics or no access log of that kind; for tracing, the tracer of \
            defaultConfig.tracing is switched off as well. Istio logs nothing that anybody sees. The built-in names are \
            prometheus, envoy and stackdriver.
            """,
        fix: "Write the name of an entry of extensionProviders, or add one of that name.",
        sources: [.istio("fetchProvider"), .istio("Telemetries.Tracing"), .issue("istio/istio#56180")],
        examples: [
            .valid(
                "defined, whatever the case",
                """
                defaultProviders: {metrics: [prometheus], tracing: [OTel]}
                extensionProviders:
                  - name: otel
                    opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
            .invalid(
                "another spelling",
                """
                defaultProviders:
                  metrics: [prometheus]
                  tracing: [otel-tracin]  # ✗ must be the name of a provider, not otel-tracin
                extensionProviders:
                  - name: otel-tracing
                    opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
            .invalid(
                "no such provider",
                """
                defaultProviders:
                  metrics: [datadog]  # ✗ must be the name of a provider, not datadog
                  accessLogging:
                    - stdout  # ✗ must be the name of a provider, not stdout
                """),
        ]
    ) { mesh, report in
        let defaults = report.defaultProviders(of: mesh)
        var names: [String] = []
        var suggestionsLeft = 10
        for signal in ProviderType.Signal.allCases {
            for choice in defaults[signal] where choice.provider == nil {
                let name = choice.name
                var near: String?
                if suggestionsLeft > 0 {
                    suggestionsLeft = suggestionsLeft &- 1
                    if names.isEmpty { names = ProviderDirectory.names(of: mesh, first: 100) }
                    near = NearName.nearest(to: name.value, among: names)
                }
                report.add("must be the name of a provider", at: name, fix: near)
            }
        }
    }
}
