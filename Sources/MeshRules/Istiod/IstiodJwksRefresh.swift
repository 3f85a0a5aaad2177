import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodJwksRefresh = Rule(
        "istiod-jwks-refresh", .note, .advice, document: [.istiodDeployment, .istiodEnvironment],
        summary: "keys for JWTs are fetched very often, or hardly ever",
        rationale: """
            This is how often istiod fetches the public keys of each issuer. Every few seconds is a load on the \
            issuer, for each replica; once in days, tokens signed by a new key are refused for as long.
            """,
        fix: "Stay with the default, 20m.",
        sources: [.istio("pilot/pkg/features"), .istio("NewJwksResolver")],
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
                        - name: PILOT_JWT_PUB_KEY_REFRESH_INTERVAL
                          value: 20m0s
                """),
            .invalid(
                "seconds",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_JWT_PUB_KEY_REFRESH_INTERVAL
                          value: 5s  # ✗ must be at least 1m, to spare the issuers, not 5s
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
                        - name: PILOT_JWT_PUB_KEY_REFRESH_INTERVAL
                          value: 48h  # ✗ must be at most 24h, to learn of new keys, not 48h
                """),
        ]
    ) { deployment, report in
        let environment = IstiodEnvironment(deployment, as: report.kind)
        guard let variable = environment["PILOT_JWT_PUB_KEY_REFRESH_INTERVAL"],
            let interval = environment.duration(variable.name)
        else { return }
        if interval < .seconds(60) {
            report.add("must be at least 1m, to spare the issuers", at: variable)
        } else if interval > .seconds(24 * 3600) {
            report.add("must be at most 24h, to learn of new keys", at: variable)
        }
    }
}
