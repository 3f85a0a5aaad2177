import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodScopingOffWithSelectors = Rule(
        "istiod-scoping-off-with-selectors", .warning, .risky, document: [.istiodDeployment, .istiodEnvironment],
        summary: "discoverySelectors do not cover resources of Istio",
        rationale: """
            Without enhanced scoping discoverySelectors hide Services and pods of other namespaces, but not their \
            VirtualServices, DestinationRules and the like, which then apply to hosts that nobody sees.
            """,
        fix: "Remove the variable.",
        sources: [.istio("pilot/pkg/features"), .document("releasenotes/notes/enable-enhanced-scope.yaml")],
        releases: .v1_22 ... .v1_24,
        examples: [
            .valid(
                "the default",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: ENABLE_ENHANCED_RESOURCE_SCOPING
                          value: "true"
                """, in: .v1_24),
            .invalid(
                "off",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: ENABLE_ENHANCED_RESOURCE_SCOPING
                          value: "false"  # ✗ lets resources of Istio past discoverySelectors
                """, in: .v1_24),
        ]
    ) { deployment, report in
        let environment = IstiodEnvironment(deployment, as: report.kind)
        guard let variable = environment["ENABLE_ENHANCED_RESOURCE_SCOPING"], environment.truth(variable.name) == false
        else { return }
        report.add("lets resources of Istio past discoverySelectors", at: variable)
    }
}
