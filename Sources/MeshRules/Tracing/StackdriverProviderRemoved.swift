import IstioSchema
import Validation

extension Rule {
    package static let stackdriverProviderRemoved = Rule(
        "stackdriver-provider-removed", .warning, .ignored, in: .meshConfig,
        needs: ["defaultProviders", "extensionProviders"],
        summary: "metrics or access logs go to Stackdriver, which Istio left behind in 1.23",
        rationale: """
            The name still resolves to a built-in provider, but from 1.23 on no filter is made for it: metrics and access \
            logs for Google Cloud stop without a word.
            """,
        fix: "Send to an OpenTelemetry collector with the Google exporter: opentelemetry, envoyOtelAls or prometheus.",
        sources: [
            .istio("telemetryAccessLog"), .istio("buildHTTPTelemetryFilter"),
            .document("Istio 1.23 release notes, 51044 and 51070"),
        ],
        releases: .since(.v1_23),
        examples: [
            .valid("others", "defaultProviders: {metrics: [prometheus], accessLogging: [envoy]}"),
            .invalid(
                "named",
                """
                defaultProviders:
                  metrics: [prometheus]
                  accessLogging: [stackdriver]  # ✗ gets no data from Istio 1.23 on
                """),
            .invalid(
                "defined",
                """
                extensionProviders:
                  - name: google
                    stackdriver: {}  # ✗ gets no data from Istio 1.23 on
                """),
        ]
    ) { mesh, report in
        let defaults = report.defaultProviders(of: mesh)
        for choices in [defaults.metrics, defaults.accessLogging] {
            for index in choices.indices where choices[index].type == .stackdriver {
                report.add("gets no data from Istio 1.23 on", at: choices[index].name)
            }
        }
        for entry in report.providers(of: mesh).written {
            guard let settings = entry.settings(of: .stackdriver) else { continue }
            report.add("gets no data from Istio 1.23 on", at: settings)
        }
    }
}
