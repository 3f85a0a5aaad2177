import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataReserved = Rule(
        "proxymetadata-reserved", .warning, .risky, document: .ofProxyVariables,
        summary: "a variable overrides one that the injection template sets for each pod",
        rationale: """
            The pod gets the variable twice and the last one wins, which is yours. One value for all proxies then stands \
            where each needs its own, or points every proxy at another cluster, network or trust domain.
            """,
        fix: "Remove the variable; the template sets it.",
        sources: [.istio("injection-template.yaml")],
        examples: [
            .valid("a variable of your own", #"defaultConfig: {proxyMetadata: {MY_VAR: "1"}}"#),
            .invalid(
                "the cluster",
                """
                defaultConfig:
                  proxyMetadata:
                    ISTIO_META_CLUSTER_ID: other  # ✗ overrides what the injection template sets for each pod
                """),
            .invalid(
                "the name of the pod",
                """
                defaultConfig:
                  proxyMetadata:
                    POD_NAME: web  # ✗ overrides what the injection template sets for each pod
                """),
        ]
    ) { _, report in
        for variable in report.proxyVariables.all where setByTemplate.contains(variable.name) {
            report.add("overrides what the injection template sets for each pod", atKeyOf: variable.value)
        }
    }
}

// Source: injection-template.yaml, `env` of the container istio-proxy, releases 1.20 to 1.31.
private let setByTemplate: NameSet = [
    "CA_ADDR", "HOST_IP", "INSTANCE_IP", "ISTIO_CPU_LIMIT", "ISTIO_META_APP_CONTAINERS", "ISTIO_META_CLUSTER_ID",
    "ISTIO_META_INTERCEPTION_MODE", "ISTIO_META_MESH_ID", "ISTIO_META_NETWORK", "ISTIO_META_NODE_NAME",
    "ISTIO_META_OWNER", "ISTIO_META_POD_PORTS", "ISTIO_META_WORKLOAD_NAME", "PILOT_CERT_PROVIDER", "POD_NAME",
    "POD_NAMESPACE", "PROXY_CONFIG", "SERVICE_ACCOUNT", "TRUST_DOMAIN",
]
