import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodEnvRemoved = Rule(
        "istiod-env-removed", .warning, .ignored, document: [.istiodDeployment, .istiodEnvironment],
        summary: "istiod of this release does not have the variable",
        rationale: """
            Nothing reads the variable. What it switched is either gone or fixed, so that a value other than the \
            last default says something about the mesh that is not so.
            """,
        fix: "Remove the variable.",
        sources: [.istio("pilot/pkg/features"), .istio("pilot/pkg/bootstrap")],
        examples: [
            .valid(
                "still read",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_ENABLE_IP_AUTOALLOCATE
                          value: "true"
                """),
            .valid(
                "read in that release",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY
                          value: "false"
                """, in: .v1_26),
            .invalid(
                "switched off what is fixed on",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY  # ✗ is gone from Istio 1.27 on, which behaves as with true
                          value: "false"
                """),
            .invalid(
                "says what is fixed anyway",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: ENABLE_DEFERRED_STATS_CREATION  # ✗ is gone from Istio 1.27 on
                          value: "true"
                """),
            .invalid(
                "of a later release",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_ENABLE_CA_CRL  # ✗ exists from Istio 1.27 on; this mesh runs 1.24
                          value: "true"
                """, in: .v1_24),
        ]
    ) { deployment, report in
        for variable in IstiodEnvironment(deployment, as: report.kind).variables {
            guard let known = EnvironmentVariables.named(variable.name),
                known.area == .features || known.area == .discovery,
                known.binaries.contains(.discovery), !known.exists(in: report.version)
            else { continue }
            if let removed = known.removed, report.version >= removed {
                let fixed = IstioVersion(rawValue: removed.rawValue &- 1).flatMap(known.defaultText)
                if let fixed, let text = variable.text, let value = GoValue.bool(text), value != GoValue.bool(fixed) {
                    report.add("is gone from Istio \(removed) on, which behaves as with \(fixed)", atNameOf: variable)
                } else {
                    report.add("is gone from Istio \(removed) on", atNameOf: variable, severity: .note)
                }
            } else if let since = known.since {
                report.add(
                    "exists from Istio \(since) on; this mesh runs \(report.version)", atNameOf: variable,
                    severity: .note)
            }
        }
    }
}
