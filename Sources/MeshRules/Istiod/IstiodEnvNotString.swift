import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodEnvNotString = Rule(
        "istiod-env-not-string", .error, .breaks, document: [.istiodDeployment, .istiodEnvironment],
        summary: "a value is a bare boolean or number",
        rationale: """
            The value of an environment variable is a text. The API server refuses the Deployment, and istiod goes \
            on as it was.
            """,
        fix: "Quote the value: a boolean as \"true\" or \"false\", a duration with its unit.",
        sources: [.kubernetes("core/v1 EnvVar.value")],
        examples: [
            .valid(
                "quoted",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_TRACE_SAMPLING
                          value: "1.0"
                """),
            .invalid(
                "a number",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_TRACE_SAMPLING
                          value: 1  # ✗ must be a string, not the number 1
                """),
            .invalid(
                "a boolean",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_ENABLE_IP_AUTOALLOCATE
                          value: true  # ✗ must be a string, not the boolean true
                        - name: AMBIENT_ENABLE_MULTI_NETWORK
                          value: yes  # ✗ must be a string, not the boolean yes
                """),
            .invalid(
                "the component of an IstioOperator",
                """
                - name: PILOT_TRACE_SAMPLING
                  value: 100  # ✗ must be a string, not the number 100
                """, kind: .istiodEnvironment),
            .valid(
                "Helm values, which the chart writes in quotes", "PILOT_TRACE_SAMPLING: 100", kind: .istiodEnvironment),
        ]
    ) { deployment, report in
        // The chart quotes what its values hold; a list is one of Kubernetes' own variables.
        if report.kind == .istiodEnvironment, case .mapping = deployment.value { return }
        for variable in IstiodEnvironment(deployment, as: report.kind).variables {
            guard let value = variable.value, !value.isNull, value.string == nil else { continue }
            let quoted = EnvironmentVariable.quotable(value, for: variable.name, in: report.version)
                .map { "\"\($0)\"" }
            report.add(
                "must be a string, not \(value.kindPhrase)", at: variable, fix: quoted.map { "value: \($0)" },
                replacement: quoted)
        }
    }
}
