import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodUnsafeFlag = Rule(
        "istiod-unsafe-flag", .warning, .risky, document: [.istiodDeployment, .istiodEnvironment],
        summary: "a switch for tests is on",
        rationale: """
            Switches whose names begin with UNSAFE_ are for the tests of Istio. Some make istiod end at the first \
            inconsistency, and with it every change to the mesh.
            """,
        fix: "Remove the variable.",
        sources: [.istio("pilot/pkg/features")],
        examples: [
            .valid(
                "off",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: UNSAFE_PILOT_ENABLE_RUNTIME_ASSERTIONS
                          value: "false"
                """),
            .invalid(
                "on",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: UNSAFE_PILOT_ENABLE_RUNTIME_ASSERTIONS
                          value: "true"  # ✗ is for the tests of Istio only
                """),
        ]
    ) { deployment, report in
        for variable in IstiodEnvironment(deployment, as: report.kind).variables
        where variable.name.hasPrefix("UNSAFE_") {
            guard let text = variable.text, GoValue.bool(text) == true else { continue }
            report.add("is for the tests of Istio only", at: variable)
        }
    }
}
