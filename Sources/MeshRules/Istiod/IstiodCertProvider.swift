import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodCertProvider = Rule(
        "istiod-cert-provider", .error, .breaks, document: [.istiodDeployment, .istiodEnvironment],
        summary: "PILOT_CERT_PROVIDER names no existing provider",
        rationale: """
            istiod has no certificate of its own. With kubernetes, whose API is gone, it exits at its start; with an \
            unknown provider it starts, and proxies cannot connect to it. With certificates from files, by \
            --tlsCertFile or in the Secret istiod-tls, it does not look at the provider.
            """,
        fix: "Write istiod, custom, none or k8s.io/ with the name of a signer.",
        sources: [.istio("Server.initIstiodCerts")],
        releases: .v1_23 ... .newest,
        examples: [
            .valid(
                "istiod",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_CERT_PROVIDER
                          value: istiod
                """),
            .valid(
                "a signer",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_CERT_PROVIDER
                          value: k8s.io/clusterissuers.cert-manager.io/mesh
                """),
            .valid(
                "certificates from files",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        args: [discovery, --tlsCertFile=/etc/cert-manager/tls.crt]
                        env:
                        - name: PILOT_CERT_PROVIDER
                          value: kubernetes
                """),
            .invalid(
                "a provider that is gone",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_CERT_PROVIDER
                          value: kubernetes  # ✗ makes istiod exit: Kubernetes dropped the API behind it
                """),
            .invalid(
                "an unknown one",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: PILOT_CERT_PROVIDER
                          value: citadel  # ✗ must be istiod, custom, none or k8s.io/…, not "citadel"
                """),
        ]
    ) { deployment, report in
        guard let variable = IstiodEnvironment(deployment, as: report.kind)["PILOT_CERT_PROVIDER"],
            let provider = variable.text
        else {
            return
        }
        guard !takesFiles(deployment) else { return }
        if provider == "kubernetes" {
            report.add(
                "makes istiod exit: Kubernetes dropped the API behind it", at: variable, fix: variable.fix("istiod"))
        } else if !["istiod", "custom", "none"].contains(provider), !provider.hasPrefix("k8s.io/") {
            let near = NearName.nearest(to: provider, among: ["istiod", "custom", "none"])
            report.add(
                "must be istiod, custom, none or k8s.io/…, not \"\(provider.excerpt(32))\"", at: variable,
                fix: near.map { variable.fix($0) }, severity: .warning)
        }
    }
}

/// Whether istiod is told on its command line which certificate to serve with.
private func takesFiles(_ deployment: Node) -> Bool {
    let containers = deployment["spec"]?["template"]?["spec"]?["containers"]?.elements ?? []
    return containers.contains { container in
        container["name"]?.string == "discovery"
            && (container["args"]?.elements ?? []).contains { $0.string?.hasPrefix("--tlsCertFile") == true }
    }
}
