import IstioSchema
import Validation

extension Rule {
    package static let meshMtlsEcdh = Rule(
        "mesh-mtls-ecdh", .error, .rejected, in: .meshConfig, needs: ["meshMTLS"],
        summary: "meshMTLS.ecdhCurves is set",
        rationale: "Curves can be chosen for connections that leave the mesh only. \(Consequence.meshRejected)",
        fix: "Move the curves to tlsDefaults.",
        sources: [.istio("ValidateMeshTLSConfig")],
        examples: [
            .valid(
                "the version alone",
                "meshMTLS: {minProtocolVersion: TLSV1_3}\ntlsDefaults: {ecdhCurves: [P-256, X25519]}"),
            .valid("an empty list", "meshMTLS: {ecdhCurves: []}"),
            .invalid("a curve", "meshMTLS: {ecdhCurves: [P-256]}  # ✗ cannot be set here; set tlsDefaults.ecdhCurves"),
        ]
    ) { mesh, report in
        guard let tls = mesh.message("meshMTLS"), !tls.strings("ecdhCurves").isEmpty else { return }
        report.add("cannot be set here; set tlsDefaults.ecdhCurves", atKeyOf: tls.place(of: "ecdhCurves"))
    }
}
