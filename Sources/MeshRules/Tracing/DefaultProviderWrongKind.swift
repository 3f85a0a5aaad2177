import IstioSchema
import Validation

extension Rule {
    package static let defaultProviderWrongKind = Rule(
        "default-provider-wrong-kind", .warning, .ignored, in: .meshConfig, needs: ["defaultProviders"],
        summary: "defaultProviders names a provider whose type cannot do what it is named for",
        rationale: Consequence.signalLost,
        fix: "Name a provider of a type that serves the signal, or define one.",
        sources: ProviderType.Signal.sources,
        examples: [
            .valid(
                "each for its own",
                """
                defaultProviders: {metrics: [prometheus], tracing: [otel], accessLogging: [envoy]}
                extensionProviders:
                  - name: otel
                    opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
            .invalid(
                "an access log for spans",
                """
                defaultProviders:
                  metrics: [prometheus]
                  tracing: [otel]  # ✗ is of type envoyOtelAls, which sends no spans
                extensionProviders:
                  - name: otel
                    envoyOtelAls: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
            .invalid(
                "a tracer for metrics and logs",
                """
                defaultProviders:
                  metrics: [otel]  # ✗ is of type opentelemetry, which makes no metrics
                  accessLogging: [otel]  # ✗ is of type opentelemetry, which writes no access log
                extensionProviders:
                  - name: otel
                    opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
            .valid("Stackdriver, as long as it worked", "defaultProviders: {metrics: [stackdriver]}", in: .v1_22),
        ]
    ) { mesh, report in
        let defaults = report.defaultProviders(of: mesh)
        for signal in ProviderType.Signal.allCases {
            for choice in defaults[signal] {
                guard let type = choice.type, !type.serves(signal, in: report.version),
                    !(signal == .tracing && (type.isTracer || type == .stackdriver))
                else { continue }
                report.add("is of type \(type.rawValue), which \(signal.lack)", at: choice.name)
            }
        }
    }
}

extension ProviderType.Signal {
    /// What a provider of a wrong type does not do.
    var lack: String {
        switch self {
        case .tracing: "sends no spans"
        case .metrics: "makes no metrics"
        case .accessLogging: "writes no access log"
        }
    }
}
