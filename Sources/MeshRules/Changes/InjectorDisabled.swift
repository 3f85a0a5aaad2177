import Documents
import IstioSchema
import Validation

extension Rule {
    package static let injectorDisabled = Rule(
        "injector-disabled", .warning, .risky, change: .injectorConfig,
        summary: "the sidecar injector is switched from enabled to disabled",
        rationale: """
            istiod reads the change live. Pods that start from then on get no sidecar unless they ask for one by \
            label: they talk in plain text, and no policy holds for them.
            """,
        fix: "Leave the policy on enabled, and take namespaces out by their label.",
        sources: [.istio("injectRequired")],
        examples: [
            .valid("enabled as before", "policy: enabled", old: "policy: enabled"),
            .valid("disabled as before", "policy: disabled", old: "policy: disabled"),
            .invalid(
                "switched off", "policy: disabled  # ✗ leaves new pods without a sidecar", old: "policy: enabled"
            ),
        ]
    ) { change, report in
        guard change.old?.node?["policy"]?.string == "enabled", let policy = change.new?.node?["policy"],
            policy.string == "disabled"
        else { return }
        report.add("leaves new pods without a sidecar", at: policy, path: .root.field("policy"))
    }
}
