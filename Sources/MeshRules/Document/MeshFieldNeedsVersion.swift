import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshFieldNeedsVersion = Rule(
        .meshFieldNeedsVersion, .warning, .ignored,
        summary: "a field that the mesh's release of Istio does not have",
        rationale: """
            An istiod of another release drops the field without a word. The configuration reads as if the setting \
            were on; it takes effect on the day of an upgrade, or ends with one.
            """,
        fix: "Upgrade first, or do without the field until then.",
        sources: [.api("mesh/v1alpha1/config.proto"), .istio("protomarshal.ApplyJSON")],
        examples: [
            .valid(
                "in a release that has it",
                """
                defaultTrafficPolicy:
                  outlierDetection:
                    consecutive5xxErrors: 7
                """, in: .v1_31),
            .invalid(
                "in one that has not",
                """
                defaultTrafficPolicy:  # ✗ exists from Istio 1.31 on; this mesh runs 1.24
                  outlierDetection:
                    consecutive5xxErrors: 7
                """, in: .v1_24),
            .invalid(
                "deeper in the document",
                """
                defaultConfig:
                  statsCompression: true  # ✗ exists from Istio 1.29 on; this mesh runs 1.28
                """, in: .v1_28),
        ],
        check: .reading)
}
