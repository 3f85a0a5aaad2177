import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataRemovedVariable = Rule(
        "proxymetadata-removed-variable", .warning, .ignored, document: .ofProxyVariables,
        summary: "this release of Istio does not have the variable",
        rationale: """
            The variable is set in every proxy's container and nothing reads it. What it turned on is either gone or \
            always on, so that the line says something about the mesh that is not so.
            """,
        fix: "Remove the variable.",
        sources: [.istio("env.Register"), .document("releasenotes/notes/bds-removal.yaml")],
        examples: [
            .valid("still read", #"defaultConfig: {proxyMetadata: {PROXY_CONFIG_XDS_AGENT: "true"}}"#),
            .valid(
                "read in that release", #"defaultConfig: {proxyMetadata: {BOOTSTRAP_XDS_AGENT: "true"}}"#, in: .v1_20),
            .invalid(
                "removed",
                """
                defaultConfig:
                  proxyMetadata:
                    BOOTSTRAP_XDS_AGENT: "true"  # ✗ is gone from Istio 1.21 on
                """),
            .invalid(
                "a switch of the proxy's bootstrap",
                """
                defaultConfig:
                  proxyMetadata:
                    ENABLE_DEFERRED_CLUSTER_CREATION: "true"  # ✗ is gone from Istio 1.26 on
                """),
            .invalid(
                "of a later release",
                """
                defaultConfig:
                  proxyMetadata:
                    DNS_FORWARD_TIMEOUT: 2s  # ✗ exists from Istio 1.30 on; this mesh runs 1.24
                """, in: .v1_24),
        ]
    ) { _, report in
        for variable in report.proxyVariables.all {
            guard let known = variable.known, !known.exists(in: report.version), known.isEverReadByProxy,
                !ProxyVariableUse.isKnown(variable, in: report.version)
            else { continue }
            if let removed = known.removed, report.version >= removed {
                report.add("is gone from Istio \(removed) on", atKeyOf: variable.value)
            } else if let since = known.since {
                report.add(
                    "exists from Istio \(since) on; this mesh runs \(report.version)", atKeyOf: variable.value,
                    severity: .note)
            }
        }
    }
}
