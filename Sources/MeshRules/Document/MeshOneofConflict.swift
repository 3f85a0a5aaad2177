import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshOneofConflict = Rule(
        .meshOneofConflict, .warning, .ignored,
        summary: "two fields are set of which Istio takes one",
        rationale: """
            Istio keeps the one that its schema declares last, not the one that stands last in the text, and drops \
            the other without a word.
            """,
        fix: "Keep one of the two; write a second provider under a name of its own.",
        sources: [.istio("protomarshal.ApplyJSON"), .api("mesh/v1alpha1/config.proto ExtensionProvider")],
        examples: [
            .valid(
                "one provider",
                """
                extensionProviders:
                  - name: tracer
                    opentelemetry: {service: otel.observability.svc.cluster.local, port: 4317}
                """),
            .invalid(
                "two providers under one name",
                """
                extensionProviders:
                  - name: tracer
                    opentelemetry: {service: otel.observability.svc.cluster.local, port: 4317}
                    zipkin: {service: zipkin.observability.svc.cluster.local, port: 9411}  # ✗ cannot be set together with opentelemetry, which Istio takes
                """),
            .invalid(
                "two names for a proxy",
                """
                defaultConfig:
                  serviceCluster: istio-proxy  # ✗ cannot be set together with tracingServiceName, which Istio takes
                  tracingServiceName: APP_LABEL_AND_NAMESPACE
                """),
        ],
        check: .reading)
}
