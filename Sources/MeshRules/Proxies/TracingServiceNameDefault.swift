import IstioSchema
import Validation

extension Rule {
    package static let tracingServiceNameDefault = Rule(
        "tracing-service-name-default", .note, .advice, in: .proxyConfig, needs: ["tracingServiceName"],
        summary: "tracingServiceName is APP_LABEL_AND_NAMESPACE",
        rationale: "Every workload without the label app is called istio-proxy in traces.",
        fix: "Use CANONICAL_NAME_AND_NAMESPACE. Services get other names in the tracing backend.",
        sources: [.api("ProxyConfig.TracingServiceName")],
        examples: [
            .valid("canonical names", "defaultConfig: {tracingServiceName: CANONICAL_NAME_AND_NAMESPACE}"),
            .invalid(
                "by label",
                """
                defaultConfig:
                  tracingServiceName: APP_LABEL_AND_NAMESPACE  # ✗ calls workloads without an app label istio-proxy
                """),
        ]
    ) { config, report in
        guard let name = config.enumeration("tracingServiceName"), name.isWritten, name.value.number == 0 else {
            return
        }
        report.add(
            "calls workloads without an app label istio-proxy", at: name,
            fix: "tracingServiceName: CANONICAL_NAME_AND_NAMESPACE")
    }
}
