import Documents
import IstioSchema
import Validation

extension Rule {
    package static let injectorPolicy = Rule(
        "injector-policy", .error, .breaks, document: [.injectorConfig],
        summary: "policy is neither enabled nor disabled",
        rationale: """
            istiod logs an error for each new pod and injects none, also where a label asks for it: the pods run without a \
            sidecar, in plain text and without any policy. A bare on or off is a boolean, and keeps istiod from starting.
            """,
        fix: "Write policy: enabled, or disabled to inject none.",
        sources: [.istio("injectRequired")],
        examples: [
            .valid("enabled", "policy: enabled\ntemplates: {sidecar: \"spec: {}\"}", kind: .injectorConfig),
            .valid("disabled", "policy: disabled\ntemplates: {sidecar: \"spec: {}\"}", kind: .injectorConfig),
            .invalid(
                "a capital",
                "policy: Enabled  # ✗ must be enabled or disabled, not Enabled\ntemplates: {sidecar: \"spec: {}\"}",
                kind: .injectorConfig),
            .invalid(
                "a boolean", "policy: on  # ✗ must be enabled or disabled, not on\ntemplates: {sidecar: \"spec: {}\"}",
                kind: .injectorConfig),
            .invalid(
                "absent", "templates: {sidecar: \"spec: {}\"}", kind: .injectorConfig,
                expects: ["must be set to enabled or disabled: without it nothing is injected"]),
            .invalid(
                "nothing but a comment", "# later", kind: .injectorConfig,
                expects: ["must be set to enabled or disabled: without it nothing is injected"]),
        ]
    ) { config, report in
        guard config.isInjectorConfig else { return }
        let path = FieldPath.root.field("policy")
        guard let policy = config.injectorField("policy")?.value, !policy.isNull else {
            report.add("must be set to enabled or disabled: without it nothing is injected", path: path)
            return
        }
        guard policy.string != "enabled", policy.string != "disabled" else { return }
        let text = policy.scalarText?.lowercased() ?? ""
        let meant = ["enabled", "enable", "on", "true", "yes"].contains(text) ? "enabled" : nil
        report.add(
            "must be enabled or disabled", at: policy, path: path, fix: meant.map { "policy: \($0)" })
    }
}
