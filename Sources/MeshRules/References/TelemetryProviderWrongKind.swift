import Validation

extension Rule {
    package static let telemetryProviderWrongKind = Rule(
        "telemetry-provider-wrong-kind", .warning, .ignored,
        summary: "a Telemetry names a provider whose type cannot do what it is named for",
        rationale: Consequence.signalLost,
        fix: "Name a provider of a type that serves the signal, or define one.",
        sources: ProviderType.Signal.sources,
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
                for reference in document.telemetryProviders(for: signal, among: all, in: report.version) {
                    guard case .found(let type?) = reference.finding, !type.serves(signal, in: report.version) else {
                        continue
                    }
                    report.add(
                        "is of type \(type.rawValue), which \(signal.lack)", at: reference.node, path: reference.path)
                }
            }
        })
}

private let mesh = ReferenceExample.mesh(
    "name: otel, opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}",
    "name: als, envoyOtelAls: {service: otel.obs.svc.cluster.local, port: 4317}")

private func telemetry(spans: String, log: String) -> String {
    ReferenceExample.telemetry(["tracing": spans, "accessLogging": log])
}
