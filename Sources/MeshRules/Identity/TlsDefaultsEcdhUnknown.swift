import IstioSchema
import Validation

extension Rule {
    package static let tlsDefaultsEcdhUnknown = Rule(
        "tls-defaults-ecdh-unknown", .warning, .risky, in: .meshConfig, needs: ["tlsDefaults"],
        summary: "tlsDefaults.ecdhCurves has a curve that the release does not know, or one twice",
        rationale: """
            istiod only warns in its log and passes the list on as it is: Envoy refuses every cluster or listener with \
            a curve that it does not know ("Failed to initialize ECDH curves").
            """,
        fix: "Write P-256, P-384, P-521, X25519 and the like, each once.",
        sources: [.istio("ValidateMeshTLSDefaults"), .istio("IsValidECDHCurve")],
        examples: [
            .valid("curves", "tlsDefaults: {ecdhCurves: [P-256, X25519, X25519MLKEM768, '']}"),
            .valid("one that has gone", "tlsDefaults: {ecdhCurves: [CECPQ2]}", in: .v1_22),
            .invalid(
                "no curve",
                """
                tlsDefaults:
                  ecdhCurves: [P-512]  # ✗ must be one of P-256, P-384, P-521, X25519, …, not P-512
                """
            ),
            .invalid("twice", "tlsDefaults: {ecdhCurves: [P-256, P-256]}  # ✗ repeats an earlier curve"),
            .invalid(
                "one that came later",
                """
                tlsDefaults:
                  ecdhCurves:
                  - X25519MLKEM768  # ✗ must be one of P-256, P-384, P-521, X25519, …, not X25519MLKEM768
                """, in: .v1_25),
        ]
    ) { mesh, report in
        guard let tls = mesh.message("tlsDefaults") else { return }
        var seen: Set<String> = []
        for curve in tls.strings("ecdhCurves") where !curve.value.isEmpty {
            if !isKnown(curve.value, in: report.version) {
                report.add("must be one of P-256, P-384, P-521, X25519, …", at: curve)
            } else if !seen.insert(curve.value).inserted {
                report.add("repeats an earlier curve", at: curve)
            }
        }
    }
}

// Source: pkg/config/security/security.go `ValidECDHCurves`, 1.20 to 1.31.
private func isKnown(_ curve: String, in version: IstioVersion) -> Bool {
    // Two of the names have a K, which U+212A is to Swift and not to Go.
    guard curve.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    return switch curve {
    case "P-224", "P-256", "P-384", "P-521", "X25519": true
    case "CECPQ2": version <= .v1_22
    case "X25519Kyber768Draft00": version >= .v1_23
    case "X25519MLKEM768": version >= .v1_26
    default: false
    }
}
