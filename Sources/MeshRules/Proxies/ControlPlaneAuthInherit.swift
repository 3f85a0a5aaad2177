import IstioSchema
import Validation

extension Rule {
    package static let controlPlaneAuthInherit = Rule(
        "control-plane-auth-inherit", .error, .rejected, in: .proxyConfig, needs: ["controlPlaneAuthPolicy"],
        summary: "controlPlaneAuthPolicy is INHERIT, or a number without a name",
        rationale: "The schema knows INHERIT, and the validation refuses it. \(Consequence.proxyConfigRejected)",
        fix: "Leave it out; the default is MUTUAL_TLS.",
        sources: [.istio("ValidateControlPlaneAuthPolicy")],
        examples: [
            .valid("the default", "defaultConfig: {controlPlaneAuthPolicy: MUTUAL_TLS}"),
            .valid("by number", "defaultConfig: {controlPlaneAuthPolicy: 0}"),
            .invalid(
                "a name that is not for here",
                "defaultConfig: {controlPlaneAuthPolicy: INHERIT}  # ✗ must be one of MUTUAL_TLS, NONE, not INHERIT"),
            .invalid(
                "a number", "controlPlaneAuthPolicy: 7  # ✗ must be one of MUTUAL_TLS, NONE, not 7",
                kind: .proxyConfigAnnotation),
        ]
    ) { config, report in
        guard let policy = config.enumeration("controlPlaneAuthPolicy"), !(0...1).contains(policy.value.number)
        else { return }
        report.add("must be one of MUTUAL_TLS, NONE", at: policy, fix: "controlPlaneAuthPolicy: MUTUAL_TLS")
    }
}
