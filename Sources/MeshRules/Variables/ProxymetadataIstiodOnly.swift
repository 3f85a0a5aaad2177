import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataIstiodOnly = Rule(
        "proxymetadata-istiod-only", .warning, .ignored, document: .ofProxyVariables,
        summary: "a switch of istiod is set on the proxies",
        rationale: """
            The variable reaches the proxies' containers, where nothing reads it. istiod, whose behaviour it should \
            change, reads its own environment only.
            """,
        fix: "Set the variable on istiod: values.pilot.env of the chart.",
        sources: [.istio("pilot/pkg/features"), .istio("pilot/pkg/bootstrap")],
        examples: [
            .valid(
                "a variable of pilot-agent",
                #"defaultConfig: {proxyMetadata: {EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"}}"#),
            .valid(
                "a switch that pilot-agent reads too",
                #"defaultConfig: {proxyMetadata: {ENABLE_DEFERRED_CLUSTER_CREATION: "true"}}"#, in: .v1_24),
            .invalid(
                "a switch of istiod",
                """
                defaultConfig:
                  proxyMetadata:
                    EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY: "true"  # ✗ is read by istiod only; set it in istiod's environment
                """, in: .v1_26),
            .invalid(
                "a switch that istiod has no more",
                """
                defaultConfig:
                  proxyMetadata:
                    ENABLE_INBOUND_RETRY_POLICY: "true"  # ✗ was read by istiod only, and is gone from Istio 1.27 on
                """),
            .invalid(
                "a hint to istioctl analyze",
                """
                defaultConfig:
                  proxyMetadata:
                    PILOT_ENABLE_IP_AUTOALLOCATE: "true"  # ✗ is read by istiod only; set it in istiod's environment
                """),
        ]
    ) { _, report in
        for variable in report.proxyVariables.all {
            guard let known = variable.known,
                known.area == .features || known.area == .discovery, known.binaries.contains(.discovery),
                !known.isEverReadByProxy, !ordinaryNames.contains(variable.name)
            else { continue }
            let severity: Severity? = variable.name == "PILOT_ENABLE_IP_AUTOALLOCATE" ? .note : nil
            if let removed = known.removed, report.version >= removed {
                report.add("was read by istiod only, and is gone from Istio \(removed) on", atKeyOf: variable.value)
            } else {
                report.add(
                    "is read by istiod only; set it in istiod's environment", atKeyOf: variable.value,
                    severity: severity)
            }
        }
    }
}

/// Names so plain that an author may mean something else by them.
private let ordinaryNames: Set<String> = ["AUDIENCE", "PLATFORM", "REVISION"]
