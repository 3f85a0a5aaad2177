import IstioSchema
import Validation

extension Rule {
    package static let proxyconfigRequiredText = Rule(
        "proxyconfig-required-text", .error, .rejected, in: .proxyConfig,
        needs: ["configPath", "binaryPath", "serviceCluster"],
        summary: "configPath, binaryPath or serviceCluster is empty",
        rationale: "An empty text replaces the default, unlike null. \(Consequence.proxyConfigRejected)",
        fix: "Leave the field out.",
        sources: [.istio("ValidateMeshConfigProxyConfig")],
        examples: [
            .valid("null, which is unset", "defaultConfig: {configPath: ~, serviceCluster: }"),
            .valid(
                "another name instead", "defaultConfig: {serviceCluster: \"\", tracingServiceName: CANONICAL_NAME_ONLY}"
            ),
            .invalid(
                "no cluster", "defaultConfig: {serviceCluster: \"\"}  # ✗ must be set, or left out for its default"),
            .invalid(
                "no paths",
                """
                configPath: ""  # ✗ must be set, or left out for its default
                binaryPath: ""  # ✗ must be set, or left out for its default
                """, kind: .proxyConfigAnnotation),
        ]
    ) { config, report in
        for name: FieldName in ["configPath", "binaryPath", "serviceCluster"] {
            guard let text = config.string(name), text.value.isEmpty else { continue }
            report.add("must be set, or left out for its default", atKeyOf: text)
        }
    }
}
