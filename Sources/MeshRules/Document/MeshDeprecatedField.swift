import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshDeprecatedField = Rule(
        .meshDeprecatedField, .note, .advice,
        summary: "a field that Istio marks as deprecated",
        rationale: """
            The field works as before, or has been without effect for releases; one of the next may drop it without \
            a word, as Istio drops every field that it does not know.
            """,
        fix: "Use the successor that the message names, where there is one.",
        sources: [.api("mesh/v1alpha1/config.proto"), .api("mesh/v1alpha1/proxy.proto")],
        examples: [
            .valid(
                "the successor",
                """
                extensionProviders:
                  - name: zipkin
                    zipkin: {service: zipkin.istio-system.svc.cluster.local, port: 9411}
                defaultProviders:
                  metrics: [prometheus]
                  tracing: [zipkin]
                """),
            .valid(
                "in a release before the deprecation",
                """
                extensionProviders:
                  - name: census
                    opencensus: {service: oc.observability.svc.cluster.local, port: 55678}
                """, in: .v1_21),
            .invalid(
                "an address of old",
                """
                defaultConfig:
                  zipkinAddress: zipkin.istio-system:9411  # ✗ is deprecated; use a zipkin provider in extensionProviders
                """),
            .invalid(
                "a provider of old",
                """
                extensionProviders:
                  - name: census
                    opencensus: {service: oc.observability.svc.cluster.local, port: 55678}  # ✗ is deprecated since Istio 1.22; use opentelemetry
                """),
            .invalid("without a successor", "certificates: []  # ✗ is deprecated since Istio 1.22; Istio ignores it"),
        ],
        check: .reading)
}
