import IstioSchema
import Validation

extension Rule {
    package static let providerTypeChanged = Rule(
        "provider-type-changed", .warning, .risky, change: .mesh,
        summary: "a provider keeps its name and becomes another type",
        rationale: """
            What names the provider was written for the old type: a tracer that becomes an access log gives no \
            spans, and an authorizer that becomes anything else denies. istiod pushes the change live.
            """,
        fix: "Give the new provider a name of its own, and change what refers to it.",
        sources: [.istio("Telemetries.fetchProvider"), .api("mesh/v1alpha1/config.proto ExtensionProvider")],
        examples: [
            .valid(
                "a name of its own",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry: {service: otel.observability.svc.cluster.local, port: 4317}
                  - name: otel-logs
                    envoyOtelAls: {service: otel.observability.svc.cluster.local, port: 4317}
                """, old: openTelemetry),
            .invalid(
                "another type",
                """
                extensionProviders:
                  - name: otel  # ✗ was an opentelemetry provider; what names it expects that type
                    envoyOtelAls: {service: otel.observability.svc.cluster.local, port: 4317}
                """, old: openTelemetry),
            .invalid(
                "one of Istio's own",
                """
                extensionProviders:
                  - name: prometheus  # ✗ was a prometheus provider; what names it expects that type
                    stackdriver: {}
                """, old: "enableTracing: true"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, new.isWritten("extensionProviders"),
            let (olds, news) = report.providers(from: old, to: new)
        else { return }
        for name in news.names {
            guard let provider = news[name], provider.isWritten, let type = provider.providerType,
                let before = olds[name]?.providerType, before != type
            else { continue }
            let earlier = before.rawValue
            let article = "aeio".contains(earlier.prefix(1)) ? "an" : "a"
            report.add(
                "was \(article) \(earlier) provider; what names it expects that type",
                at: provider.place(of: "name"))
        }
    }
}

private let openTelemetry = """
    extensionProviders:
      - name: otel
        opentelemetry: {service: otel.observability.svc.cluster.local, port: 4317}
    """
