import IstioSchema
import Validation

extension Rule {
    package static let defaultProviderMultipleTracing = Rule(
        "default-provider-multiple-tracing", .warning, .ignored, in: .meshConfig, needs: ["defaultProviders"],
        summary: "defaultProviders.tracing has more than one name, or a list of defaultProviders repeats one",
        rationale: """
            A proxy has one tracer. Istio takes the first name, and the others get no spans.
            """,
        fix: "Leave the one that shall get the spans; let a collector send them on to others.",
        sources: [.istio("Telemetries.Tracing")],
        examples: [
            .valid("one", "defaultProviders: {metrics: [prometheus], tracing: [otel]}"),
            .valid("several access logs", "defaultProviders: {metrics: [prometheus], accessLogging: [envoy, als]}"),
            .invalid(
                "two",
                """
                defaultProviders:
                  tracing:
                    - zipkin
                    - otel  # ✗ is never used, as Istio takes the first name only
                """),
            .invalid(
                "repeated",
                """
                defaultProviders:
                  metrics:
                    - prometheus
                    - prometheus  # ✗ repeats metrics[0]
                """),
        ]
    ) { mesh, report in
        let defaults = report.defaultProviders(of: mesh)
        for signal in ProviderType.Signal.allCases where defaults[signal].count > 1 {
            var indices: [String: Int] = [:]
            for (index, choice) in defaults[signal].enumerated() {
                let name = choice.name
                if let first = indices[name.value] {
                    report.add("repeats \(signal.rawValue)[\(first)]", at: name, severity: .note)
                } else if signal == .tracing, index > 0 {
                    report.add("is never used, as Istio takes the first name only", at: name)
                }
                indices[name.value] = indices[name.value] ?? index
            }
        }
    }
}
