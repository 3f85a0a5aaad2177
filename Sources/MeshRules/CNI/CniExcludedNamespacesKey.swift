import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniExcludedNamespacesKey = Rule(
        "cni-excluded-namespaces-key", .warning, .ignored, document: [.cniConfig],
        summary: "EXCLUDED_NAMESPACES, which nothing reads",
        rationale: """
            The list of namespaces to leave alone is empty: istio-cni handles pods of kube-system like any other, \
            and can keep them from starting. Charts of 1.23, 1.24.0 to 1.24.4 and 1.25.0 to 1.25.1 wrote this key.
            """,
        fix: "Rename it to EXCLUDE_NAMESPACES, or upgrade the chart.",
        sources: [.istio("constructConfig"), .issue("istio/istio#55304")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "the key that is read",
                """
                data:
                  EXCLUDE_NAMESPACES: kube-system
                """),
            .invalid(
                "the key that is not",
                """
                data:
                  EXCLUDED_NAMESPACES: kube-system  # ✗ is read by nothing; the key is EXCLUDE_NAMESPACES
                """),
        ]
    ) { config, report in
        guard let entry = CNISettings(config).entry("EXCLUDED_NAMESPACES") else { return }
        report.add(
            "is read by nothing; the key is EXCLUDE_NAMESPACES", atKeyOf: entry, path: CNISettings.path("EXCLUDED_NAMESPACES"),
            fix: "EXCLUDE_NAMESPACES")
    }
}
