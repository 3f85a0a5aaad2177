import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshYamlSyntax = Rule(
        .meshYAMLSyntax, .error, .rejected,
        summary: "the text is not YAML that Istio's reader takes",
        rationale: """
            istiod refuses the whole document. It goes on with the last one that it could read, so that nothing \
            seems to happen, and at its next restart the mesh runs on Istio's built-in defaults: without your \
            providers, your trust domain and your outbound policy.
            """,
        fix: "Mend the line; what is missing most often is a colon, the space behind one, or quotes.",
        sources: [.istio("protomarshal.ApplyYAML"), .istio("ApplyMeshConfig"), .issue("istio/istio#61563")],
        examples: [
            .valid(
                "an empty message",
                """
                extensionProviders:
                  - name: access-log
                    envoyFileAccessLog: {}
                """),
            .valid("nothing but a comment", "# filled in by the platform team\n"),
            .valid(
                "anchors, merge keys, block scalars",
                """
                x-address: &address {service: otel.observability.svc.cluster.local, port: 4317}
                extensionProviders:
                  - name: otel
                    opentelemetry: {<<: *address}
                accessLogFormat: |
                  [%START_TIME%]
                """),
            .invalid(
                "a key without a colon",
                """
                extensionProviders:
                  - name: access-log
                    envoyFileAccessLog  # ✗ must be YAML: could not find expected ':'
                """),
            .invalid(
                "a key deeper than its siblings",
                """
                port: 4318
                  http:  # ✗ must be YAML: mapping values are not allowed in this context
                    path: /v1/traces
                """),
            .invalid(
                "a format without quotes",
                "accessLogFormat: %START_TIME%  # ✗ must be YAML: found character that cannot start any token"),
        ],
        check: .reading)
}
