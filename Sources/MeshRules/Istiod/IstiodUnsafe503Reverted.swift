import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodUnsafe503Reverted = Rule(
        "istiod-unsafe-503-reverted", .warning, .risky, document: [.istiodDeployment, .istiodEnvironment],
        summary: "503 is back among the default retries",
        rationale: """
            A 503 may come from the application after it has done its work. Retrying it by default repeats requests \
            that are not idempotent: payments made twice, messages sent twice.
            """,
        fix: "Remove the variable, and set retries on 503 where it is safe, in a VirtualService.",
        sources: [.istio("pilot/pkg/features"), .document("releasenotes 1.24: EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY")],
        releases: .v1_24 ... .v1_26,
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
                        - name: EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY
                          value: "true"
                """, in: .v1_26),
            .invalid(
                "switched off",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY
                          value: "false"  # ✗ retries every 503 by default, also of requests already served
                """, in: .v1_26),
            .invalid(
                "no retries at the server's side",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: ENABLE_INBOUND_RETRY_POLICY
                          value: "false"  # ✗ turns off safe retries between a sidecar and its application
                """, in: .v1_25),
        ]
    ) { deployment, report in
        let environment = IstiodEnvironment(deployment, as: report.kind)
        if let variable = environment["EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY"],
            environment.truth(variable.name) == false
        {
            report.add("retries every 503 by default, also of requests already served", at: variable)
        }
        if let variable = environment["ENABLE_INBOUND_RETRY_POLICY"], environment.truth(variable.name) == false {
            report.add("turns off safe retries between a sidecar and its application", at: variable, severity: .note)
        }
    }
}
