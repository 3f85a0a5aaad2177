import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodRootCheckInterval = Rule(
        "istiod-root-check-interval", .warning, .risky, document: [.istiodDeployment, .istiodEnvironment],
        summary: "the self-signed root is never checked, or all the time",
        rationale: """
            istiod renews its self-signed root only when it looks. With 0 it never looks and the root expires one \
            day, with all certificates of the mesh; a short interval costs load for nothing.
            """,
        fix: "Stay with the default, 1h.",
        sources: [.istio("istio_ca.go CITADEL_SELF_SIGNED_ROOT_CERT_CHECK_INTERVAL")],
        examples: [
            .valid(
                "an hour",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: CITADEL_SELF_SIGNED_ROOT_CERT_CHECK_INTERVAL
                          value: 1h0m0s
                """),
            .invalid(
                "never",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: CITADEL_SELF_SIGNED_ROOT_CERT_CHECK_INTERVAL
                          value: 0s  # ✗ turns off the renewal of the root certificate
                """),
            .invalid(
                "a minute",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: CITADEL_SELF_SIGNED_ROOT_CERT_CHECK_INTERVAL
                          value: 1m  # ✗ must be at least 10m, not 1m
                """),
        ]
    ) { deployment, report in
        let environment = IstiodEnvironment(deployment, as: report.kind)
        guard let variable = environment["CITADEL_SELF_SIGNED_ROOT_CERT_CHECK_INTERVAL"],
            let interval = environment.duration(variable.name), interval < .seconds(600)
        else { return }
        if interval <= .zero {
            report.add("turns off the renewal of the root certificate", at: variable, fix: variable.fix("1h"))
        } else {
            report.add("must be at least 10m", at: variable, fix: variable.fix("10m"))
        }
    }
}
