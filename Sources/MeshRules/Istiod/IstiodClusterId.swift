import Documents
import IstioSchema
import Validation

extension Rule {
    package static let istiodClusterId = Rule(
        "istiod-cluster-id", .warning, .risky, change: .istiodDeployment,
        summary: "CLUSTER_ID changes",
        rationale: """
            Proxies and remote secrets keep the old name. istiod refuses tokens of proxies that say they are of \
            another cluster, and takes their endpoints for those of a remote one, until everything was restarted.
            """,
        fix: "Keep the name that the cluster was installed with.",
        sources: [.istio("features.ClusterName")],
        examples: [
            .valid(
                "the same",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: CLUSTER_ID
                          value: Kubernetes
                """, old: "spec: {template: {spec: {containers: [{name: discovery, env: []}]}}}"),
            .invalid(
                "another",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: CLUSTER_ID
                          value: west  # ✗ was east; running proxies keep the old name
                """,
                old:
                    "spec: {template: {spec: {containers: [{name: discovery, env: [{name: CLUSTER_ID, value: east}]}]}}}"
            ),
            .invalid(
                "empty, which is Kubernetes",
                """
                spec:
                  template:
                    spec:
                      containers:
                      - name: discovery
                        env:
                        - name: CLUSTER_ID
                          value: ""  # ✗ was east; running proxies keep the old name
                """,
                old:
                    "spec: {template: {spec: {containers: [{name: discovery, env: [{name: CLUSTER_ID, value: east}]}]}}}"
            ),
        ]
    ) { change, report in
        guard let old = change.old?.node, let new = change.new?.node else { return }
        let variable = IstiodEnvironment(new, as: report.kind)["CLUSTER_ID"]
        guard let before = name(in: IstiodEnvironment(old, as: report.kind)["CLUSTER_ID"]),
            let after = name(in: variable),
            before != after
        else { return }
        let message = "was \(DiagnosticText.shown(before)); running proxies keep the old name"
        if let variable {
            report.add(message, at: variable)
        } else {
            report.add("CLUSTER_ID " + message, path: .root.field("spec").field("template"))
        }
    }
}

/// The name that istiod takes; nil where it stands elsewhere.
///
/// Source: pilot/pkg/bootstrap `getClusterID`: an empty name is that of the default.
private func name(in variable: IstiodEnvironment.Variable?) -> String? {
    guard let variable else { return "Kubernetes" }
    return variable.text.map { $0.isEmpty ? "Kubernetes" : $0 }
}
