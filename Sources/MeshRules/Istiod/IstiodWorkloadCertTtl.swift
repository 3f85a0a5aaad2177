import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodWorkloadCertTtl = Rule(
        "istiod-workload-cert-ttl", .warning, .risky, document: [.istiodDeployment, .istiodEnvironment],
        summary: "the lifetime of certificates for workloads is out of bounds",
        rationale: """
            Agents ask for SECRET_TTL, 24h by default, and istiod refuses a request for more than \
            MAX_WORKLOAD_CERT_TTL: below 24h no workload gets a certificate. DEFAULT_WORKLOAD_CERT_TTL is for clients \
            that ask for no lifetime. Certificates that live for minutes fail when istiod is away for as long; ones \
            that live for weeks stay good after a theft.
            """,
        fix: "Stay with 24h.",
        sources: [
            .istio("istio_ca.go DEFAULT_WORKLOAD_CERT_TTL"), .istio("ca.go TTLError"),
            .istio("pilot-agent/options SECRET_TTL"),
        ],
        examples: [
            .valid(
                "a day",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: DEFAULT_WORKLOAD_CERT_TTL
                          value: 24h
                """),
            .valid(
                "longer, and allowed",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: DEFAULT_WORKLOAD_CERT_TTL
                          value: 48h
                        - name: MAX_WORKLOAD_CERT_TTL
                          value: 72h
                """),
            .invalid(
                "over the maximum by default",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: DEFAULT_WORKLOAD_CERT_TTL
                          value: 8760h  # ✗ must be at most MAX_WORKLOAD_CERT_TTL, which is 2160h, not 8760h
                """),
            .invalid(
                "over the maximum written",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: DEFAULT_WORKLOAD_CERT_TTL
                          value: 48h  # ✗ must be at most MAX_WORKLOAD_CERT_TTL, which is 24h, not 48h
                        - name: MAX_WORKLOAD_CERT_TTL
                          value: 24h
                """),
            .invalid(
                "minutes",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: DEFAULT_WORKLOAD_CERT_TTL
                          value: 10m  # ✗ must be at least 1h, not 10m
                """),
            .invalid(
                "a month",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: DEFAULT_WORKLOAD_CERT_TTL
                          value: 720h  # ✗ keeps a stolen certificate good for more than 7 days
                """),
            .invalid(
                "short, in Helm values",
                """
                DEFAULT_WORKLOAD_CERT_TTL: 30m  # ✗ must be at least 1h, not 30m
                """, kind: .istiodEnvironment),
            .invalid(
                "a maximum below what agents ask for",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: MAX_WORKLOAD_CERT_TTL
                          value: 12h  # ✗ must be at least 24h, which agents ask for, not 12h
                """),
        ]
    ) { deployment, report in
        let environment = IstiodEnvironment(deployment, as: report.kind)
        if let variable = environment["MAX_WORKLOAD_CERT_TTL"], let maximum = environment.duration(variable.name),
            maximum < .seconds(24 * 3600)
        {
            report.add("must be at least 24h, which agents ask for", at: variable, fix: variable.fix("24h"))
        }
        guard let variable = environment["DEFAULT_WORKLOAD_CERT_TTL"],
            let lifetime = environment.duration(variable.name)
        else { return }
        let maximum = environment.duration("MAX_WORKLOAD_CERT_TTL") ?? .seconds(2160 * 3600)
        if lifetime > maximum {
            report.add("must be at most MAX_WORKLOAD_CERT_TTL, which is \(GoDuration.text(maximum))", at: variable)
        } else if lifetime < .seconds(3600) {
            report.add("must be at least 1h", at: variable, fix: variable.fix("24h"))
        } else if lifetime > .seconds(7 * 24 * 3600) {
            report.add("keeps a stolen certificate good for more than 7 days", at: variable, severity: .note)
        }
    }
}
