import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshMultipleDocuments = Rule(
        .meshMultipleDocuments, .warning, .ignored,
        summary: "a second YAML document follows the first",
        rationale: """
            Istio reads the first document of the text and stops; every setting after the --- is without effect.
            """,
        fix: "Write one document: take the --- out and join what stands on both sides.",
        sources: [.istio("protomarshal.ApplyYAML")],
        examples: [
            .valid("one document", "enableTracing: true\naccessLogFile: /dev/stdout"),
            .valid("a --- at the start", "---\nenableTracing: true"),
            .valid("nothing but a comment behind a ---", "enableTracing: true\n---\n# the end\n---\n"),
            .invalid(
                "two",
                """
                enableTracing: true
                ---  # ✗ is never read: Istio stops after the first document
                accessLogFile: /dev/stdout
                """),
            .invalid(
                "a second behind an empty one",
                """
                enableTracing: true
                ---
                ---  # ✗ is never read: Istio stops after the first document
                accessLogFile: /dev/stdout
                """),
        ],
        check: .reading)
}
