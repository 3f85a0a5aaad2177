import Validation

extension Rule {
    package static let telemetryProviderUndefined = Rule(
        "telemetry-provider-undefined", .warning, .ignored,
        summary: "a Telemetry names a provider that no mesh configuration defines",
        rationale: """
            Istio passes over the name and logs nothing that anybody sees: there are no metrics and no access log of that \
            provider, and tracing is switched off for the workloads of the Telemetry.
            """,
        fix: "Write the name of an entry of extensionProviders, or add one of that name.",
        sources: [.istio("fetchProvider"), .istio("Telemetries.Tracing"), .api("telemetry.istio.io/v1 ProviderRef")],
        examples: [
            .valid("defined, whatever the case", mesh + telemetry("OTel")),
            .valid("built in", mesh + telemetry("envoy", for: "accessLogging")),
            .valid("no mesh configuration beside it", telemetry("otl")),
            .valid("what a profile may add", installation + telemetry("jaeger")),
            .invalid(
                "another spelling", mesh + telemetry("otl  # ✗ must be the name of a provider of the mesh, not otl")),
            .invalid(
                "in no values either",
                installation + telemetry("zipkin  # ✗ must be the name of a provider of the mesh, not zipkin")),
            .invalid(
                "a log",
                mesh
                    + telemetry(
                        "stdout  # ✗ must be the name of a provider of the mesh, not stdout", for: "accessLogging")),
        ],
        check: .together { document, all, report in
            for signal in ProviderType.Signal.allCases {
                for reference in document.telemetryProviders(for: signal, among: all, in: report.version) {
                    if case .missing = reference.finding { report.addUndefined(reference) }
                }
            }
        })
}

private let mesh = ReferenceExample.mesh(
    "name: otel, opentelemetry: {service: otel.obs.svc.cluster.local, port: 4317}")

private let installation = """
    apiVersion: install.istio.io/v1alpha1
    kind: IstioOperator
    spec:
      meshConfig: {enableTracing: true}
    ---

    """

private func telemetry(_ provider: String, for signal: String = "tracing") -> String {
    ReferenceExample.telemetry([signal: provider])
}
