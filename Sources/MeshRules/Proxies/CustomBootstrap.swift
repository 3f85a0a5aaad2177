import IstioSchema
import Validation

extension Rule {
    package static let customBootstrap = Rule(
        "custom-bootstrap", .note, .advice, in: .proxyConfig,
        needs: ["customConfigFile", "proxyBootstrapTemplatePath"],
        summary: "customConfigFile or proxyBootstrapTemplatePath is set for the whole mesh",
        rationale: """
            Every proxy starts from a file of yours in place of Istio's. It must be in each image, and follow each \
            release: what Istio adds to its own is missing.
            """,
        fix: "Add to Istio's with the annotation sidecar.istio.io/bootstrapOverride, on the pods that need it.",
        sources: [.api("ProxyConfig.custom_config_file"), .api("ProxyConfig.proxy_bootstrap_template_path")],
        examples: [
            .valid("none", "defaultConfig: {customConfigFile: ''}"),
            .invalid(
                "a file",
                """
                defaultConfig:
                  customConfigFile: /etc/a.yaml  # ✗ replaces Istio's bootstrap in every proxy of the mesh
                """
            ),
        ]
    ) { config, report in
        guard report.kind == .mesh else { return }
        for name: FieldName in ["customConfigFile", "proxyBootstrapTemplatePath"] {
            guard let file = config.string(name), !file.value.isEmpty else { continue }
            report.add("replaces Istio's bootstrap in every proxy of the mesh", atKeyOf: file)
        }
    }
}
