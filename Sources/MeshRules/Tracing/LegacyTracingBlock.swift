import IstioSchema
import Validation

extension Rule {
    package static let legacyTracingBlock = Rule(
        "legacy-tracing-block", .note, .advice, in: .tracing,
        needs: ["zipkin", "lightstep", "datadog", "stackdriver", "openCensusAgent"],
        summary: "a ProxyConfig names the tracer, instead of a provider",
        rationale: """
            The tracer of a ProxyConfig is built into the proxy's bootstrap: every change needs new pods, it cannot be \
            switched by namespace, and only Istio 1.21 and before use one by default. sampling, customTags, \
            maxPathTagLength and enableIstioTags beside it still apply to providers.
            """,
        fix: "Define the tracer in extensionProviders, and name it in defaultProviders.tracing or in a Telemetry.",
        sources: [.istio("configureTracingFromTelemetry"), .api("mesh/v1alpha1/proxy.proto, Tracing")],
        examples: [
            .valid("settings without a tracer", "defaultConfig: {tracing: {sampling: 10}}"),
            .valid(
                "what older charts write", "defaultConfig: {tracing: {zipkin: {address: \"zipkin.istio-system:9411\"}}}"
            ),
            .invalid(
                "a tracer",
                """
                defaultConfig:
                  tracing:
                    zipkin:  # ✗ names a tracer the old way; extensionProviders take over
                      address: jaeger-collector.observability:9411
                """),
            .invalid(
                "in an annotation",
                """
                tracing:
                  datadog:  # ✗ names a tracer the old way; extensionProviders take over
                    address: $(HOST_IP):8126
                """, kind: .proxyConfigAnnotation),
        ]
    ) { tracing, report in
        guard let tracer = tracing.writtenTracer, !tracing.isTracerOfChart else { return }
        report.add(
            "names a tracer the old way; extensionProviders take over",
            atKeyOf: tracing.place(ofFieldNamed: tracer.shape.name))
    }
}
