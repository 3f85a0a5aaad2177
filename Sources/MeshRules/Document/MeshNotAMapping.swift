import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshNotAMapping = Rule(
        .meshNotAMapping, .error, .rejected,
        summary: "the document is a list or a single value",
        rationale: """
            istiod refuses the whole document and keeps what it had; after its next restart the mesh runs on Istio's \
            built-in defaults.
            """,
        fix: "Write the settings as keys and values, without a dash before the first.",
        sources: [.istio("protomarshal.ApplyJSON"), .istio("ApplyMeshConfig")],
        examples: [
            .valid("a mapping", "enableTracing: true"),
            .valid("nothing at all", ""),
            .valid("null", "null"),
            .invalid("a list", "- enableTracing: true  # ✗ must be a mapping, not a list"),
            .invalid("a text", "enableTracing  # ✗ must be a mapping, not a string"),
        ],
        check: .reading)
}
