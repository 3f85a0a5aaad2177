import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodSelfSignedTtl = Rule(
        "istiod-self-signed-ttl", .warning, .risky, document: [.istiodDeployment, .istiodEnvironment],
        summary: "the self-signed root lives for less than 30 days",
        rationale: """
            Each new root must reach every proxy before the old one expires. With so short a life a proxy that was \
            away misses one, and stops trusting the mesh.
            """,
        fix: "Stay with the default, 87600h.",
        sources: [.istio("istio_ca.go CITADEL_SELF_SIGNED_CA_CERT_TTL")],
        examples: [
            .valid(
                "ten years",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: CITADEL_SELF_SIGNED_CA_CERT_TTL
                          value: 87600h
                """),
            .invalid(
                "a week",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: CITADEL_SELF_SIGNED_CA_CERT_TTL
                          value: 168h  # ✗ must be at least 720h, not 168h
                """),
        ]
    ) { deployment, report in
        let environment = IstiodEnvironment(deployment, as: report.kind)
        guard let variable = environment["CITADEL_SELF_SIGNED_CA_CERT_TTL"],
            let lifetime = environment.duration(variable.name),
            lifetime < .seconds(720 * 3600)
        else { return }
        report.add("must be at least 720h", at: variable)
    }
}
