import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodEnvUnparsable = Rule(
        "istiod-env-unparsable", .warning, .ignored, document: [.istiodDeployment, .istiodEnvironment],
        summary: "istiod cannot read the value of a variable",
        rationale: """
            istiod logs one line at its start and goes on with the default, so that the setting has no effect.
            """,
        fix: "Write a value of the type of the variable; durations know no days.",
        sources: [.istio("env.Register"), .istio("DurationVar.Lookup")],
        examples: [
            .valid(
                "a duration",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: DEFAULT_WORKLOAD_CERT_TTL
                          value: 24h0m0s
                """),
            .valid(
                "no variable of istiod",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: MY_TTL
                          value: 1d
                """),
            .invalid(
                "days",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: DEFAULT_WORKLOAD_CERT_TTL
                          value: 1d  # ✗ must be a duration such as 10s; istiod takes 24h0m0s, not 1d
                """),
            .invalid(
                "a boolean of YAML 1.1",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_ENABLE_AMBIENT
                          value: "yes"  # ✗ must be true or false; istiod takes false, not yes
                """),
            .invalid(
                "a number in words",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_PUSH_THROTTLE
                          value: many  # ✗ must be a whole number; istiod takes 0, not many
                """),
            .valid(
                "Helm values, which the chart writes in quotes",
                """
                PILOT_ENABLE_AMBIENT: yes
                PILOT_PUSH_THROTTLE: 100
                PILOT_DEBOUNCE_AFTER: 100ms
                """, kind: .istiodEnvironment),
            .invalid(
                "Helm values",
                """
                PILOT_DEBOUNCE_AFTER: 100  # ✗ must be a duration such as 10s; istiod takes 100ms, not 100
                """, kind: .istiodEnvironment),
            .invalid(
                "the component of an IstioOperator",
                """
                - name: PILOT_PUSH_THROTTLE
                  value: many  # ✗ must be a whole number; istiod takes 0, not many
                """, kind: .istiodEnvironment),
        ]
    ) { deployment, report in
        for variable in IstiodEnvironment(deployment, as: report.kind).variables {
            guard let text = variable.text, let known = EnvironmentVariables.named(variable.name),
                known.isReadByIstiod(in: report.version), !known.type(in: report.version).accepts(text)
            else { continue }
            let type = known.type(in: report.version)
            let instead = known.defaultText(in: report.version).map { "; istiod takes \($0)" } ?? ""
            report.add("must be \(type.requirement)\(instead)", at: variable)
        }
    }
}
