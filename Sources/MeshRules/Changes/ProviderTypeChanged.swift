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
                  - name: otel  # ✗ was an opentelemetry provider, for which its references were written
                    envoyOtelAls: {service: otel.observability.svc.cluster.local, port: 4317}
                """, old: openTelemetry),
            .invalid(
                "one of Istio's own",
                """
                extensionProviders:
                  - name: prometheus  # ✗ was a prometheus provider, for which its references were written
                    stackdriver: {}
                """, old: "enableTracing: true"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, new.isWritten("extensionProviders") else { return }
        let before = NamedProviders(old)
        let after = NamedProviders(new)
        for name in after.names {
            guard let provider = after[name], provider.origin != nil, let type = provider.providerType,
                let earlier = before[name]?.providerType?.rawValue, earlier != type.rawValue
            else { continue }
            let article = "aeio".contains(earlier.prefix(1)) ? "an" : "a"
            report.add(
                "was \(article) \(earlier) provider, for which its references were written",
                at: provider.place(of: "name"))
        }
    }
}

private let openTelemetry = """
    extensionProviders:
      - name: otel
        opentelemetry: {service: otel.observability.svc.cluster.local, port: 4317}
    """
