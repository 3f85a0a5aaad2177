import Validation

extension Rule {
    package static let telemetryProviderWrongKind = Rule(
        "telemetry-provider-wrong-kind", .warning, .ignored,
        summary: "a Telemetry names a provider whose type cannot do what it is named for",
        rationale: """
            A provider of another type is skipped: no spans, no metrics or no access log is made. envoyOtelAls sends \
            access logs only and opentelemetry spans only, though both speak to the same collector.
            """,
        fix: "Name a provider of a type that serves the signal, or define one.",
        sources: [
            .istio("configureFromProviderConfig"), .istio("telemetryAccessLog"), .istio("buildHTTPTelemetryFilter"),
            .issue("istio/istio#48782"),
        ],
        examples: [
            .valid("spans to a tracer", mesh + telemetry(spans: "otel", log: "als")),
            .invalid(
                "the one for the other",
                mesh
                    + telemetry(
                        spans: "als  # ✗ is of type envoyOtelAls, which sends no spans",
                        log: "otel  # ✗ is of type opentelemetry, which writes no access log")),
        ],
        check: .together { document, all, report in
            for signal in ProviderType.Signal.allCases {
                let references = document.references(for: signal)
                guard !references.isEmpty, let providers = GivenProviders.all(in: all) else { continue }
                for reference in references {
                    guard case .found(let type?) = providers.find(reference.name, for: signal, in: report.version),
                        !type.serves(signal, in: report.version)
                    else { continue }
                    report.add(
                        "is of type \(type.rawValue), which \(signal.lack)", at: reference.node, path: reference.path)
                }
            }
        })
}

private let mesh = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio, namespace: istio-system}
    data:
      mesh: |
        extensionProviders:
        - name: otel
          opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
        - name: als
          envoyOtelAls: {service: otel.obs.svc.cluster.local, port: 4317}
    ---

    """

private func telemetry(spans: String, log: String) -> String {
    """
    apiVersion: telemetry.istio.io/v1
    kind: Telemetry
    metadata: {name: mesh-default, namespace: istio-system}
    spec:
      tracing:
      - providers:
        - name: \(spans)
      accessLogging:
      - providers:
        - name: \(log)
    """
}
