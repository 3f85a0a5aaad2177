import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshSpellingDropped = Rule(
        .meshSpellingDropped, .warning, .ignored,
        summary: "default_config or default_providers, which Istio reads in the other spelling only",
        rationale: """
            Istio takes every field in both spellings, but these two it takes out of the text a second time, by the names \
            defaultConfig and defaultProviders alone. What default_config holds is read, checked and thrown away: a mistake \
            in it refuses the document, and nothing in it takes effect.
            """,
        fix: "Write defaultConfig and defaultProviders.",
        sources: [.istio("ApplyMeshConfig"), .istio("extractYamlField")],
        examples: [
            .valid(
                "the names that Istio looks for",
                """
                defaultConfig:
                  concurrency: 2
                defaultProviders:
                  metrics: [prometheus]
                """),
            .valid("the proto's names of other fields", "enable_tracing: true\ndefaultConfig: {drain_duration: 45s}"),
            .valid("nothing that could be lost", "default_config: {}\ndefault_providers:"),
            .valid(
                "both spellings, of which Istio takes the one",
                """
                default_config:
                  concurrency: 4
                defaultConfig:
                  concurrency: 2
                """),
            .invalid(
                "the proto's names",
                """
                default_config:  # ✗ must be spelled defaultConfig, or Istio drops it
                  concurrency: 2
                default_providers:  # ✗ must be spelled defaultProviders, or Istio drops it
                  metrics: [prometheus]
                """),
        ],
        check: .reading)
}
