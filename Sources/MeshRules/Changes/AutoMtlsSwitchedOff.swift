import IstioSchema
import Validation

extension Rule {
    package static let autoMtlsSwitchedOff = Rule(
        "auto-mtls-switched-off", .warning, .risky, change: .mesh,
        summary: "automatic mTLS is switched off",
        rationale: """
            From the next push on proxies send plain text to every service without a DestinationRule that says \
            otherwise: what is PERMISSIVE loses its encryption, and what is STRICT refuses.
            """,
        fix: "Leave enableAutoMtls out, and switch mTLS off where it must be, by a DestinationRule.",
        sources: [.api("mesh/v1alpha1/config.proto MeshConfig.enable_auto_mtls")],
        examples: [
            .valid("off as before", "enableAutoMtls: false", old: "enableAutoMtls: false"),
            .valid("on", "enableAutoMtls: true", old: "enableTracing: true"),
            .invalid(
                "switched off", "enableAutoMtls: false  # ✗ makes proxies send plain text at once",
                old: "enableTracing: true"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, let after = new.bool("enableAutoMtls"), !after.value,
            old.bool("enableAutoMtls")?.value == true
        else { return }
        report.add("makes proxies send plain text at once", at: after)
    }
}
