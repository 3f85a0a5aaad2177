import IstioSchema
import Validation

extension Rule {
    package static let autoMtlsDisabled = Rule(
        "auto-mtls-disabled", .warning, .risky, in: .meshConfig, needs: ["enableAutoMtls"],
        summary: "enableAutoMtls is false",
        rationale: """
            Proxies send plain text unless a DestinationRule says otherwise. Servers under a strict PeerAuthentication \
            refuse it, and all others take calls without an identity.
            """,
        fix: "Leave it out, and make exceptions with a DestinationRule.",
        sources: [.api("MeshConfig.enableAutoMtls")],
        examples: [
            .valid("the default", "enableAutoMtls: true"),
            .invalid("off", "enableAutoMtls: false  # ✗ makes proxies send plain text without a DestinationRule"),
        ]
    ) { mesh, report in
        guard let mtls = mesh.bool("enableAutoMtls"), mtls.isWritten, !mtls.value else { return }
        report.add("makes proxies send plain text without a DestinationRule", at: mtls, fix: "enableAutoMtls: true")
    }
}
