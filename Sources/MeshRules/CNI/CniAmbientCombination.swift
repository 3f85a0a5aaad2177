import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniAmbientCombination = Rule(
        "cni-ambient-combination", .note, .advice, document: [.cniConfig],
        summary: "settings of ambient mode that do not go together",
        rationale: """
            Settings of ambient mode do nothing while it is off. Without DNS capture, hosts of ServiceEntries do not \
            resolve for pods in ambient mode; without IPv6, their IPv6 traffic passes by the mesh.
            """,
        fix: "Set AMBIENT_ENABLED, AMBIENT_DNS_CAPTURE and AMBIENT_IPV6 to \"true\" together.",
        sources: [.istio("constructConfig"), .document("istio-cni chart values.yaml")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "all on",
                """
                data:
                  AMBIENT_ENABLED: "true"
                  AMBIENT_DNS_CAPTURE: "true"
                  AMBIENT_IPV6: "true"
                """),
            .valid(
                "off, with the defaults of the chart",
                """
                data:
                  AMBIENT_ENABLED: "false"
                  AMBIENT_DNS_CAPTURE: "true"
                  AMBIENT_IPV6: "true"
                  AMBIENT_RECONCILE_POD_RULES_ON_STARTUP: "true"
                """),
            .invalid(
                "no DNS capture",
                """
                data:
                  AMBIENT_ENABLED: "true"
                  AMBIENT_DNS_CAPTURE: "false"  # ✗ leaves hosts of ServiceEntries unresolved in ambient mode
                """),
            .invalid(
                "no IPv6",
                """
                data:
                  AMBIENT_ENABLED: "true"
                  AMBIENT_IPV6: "false"  # ✗ leaves IPv6 traffic of pods out of the mesh
                """),
            .invalid(
                "while it is off",
                """
                data:
                  AMBIENT_ENABLED: "false"
                  AMBIENT_DNS_CAPTURE: "true"  # ✗ has no effect while AMBIENT_ENABLED is not true
                """, in: .v1_24),
        ]
    ) { config, report in
        let settings = CNISettings(config)
        if settings.truth("AMBIENT_ENABLED") == true {
            if let entry = settings.entry("AMBIENT_DNS_CAPTURE"), settings.truth("AMBIENT_DNS_CAPTURE") == false {
                report.add(
                    "leaves hosts of ServiceEntries unresolved in ambient mode", at: entry.value, path: CNISettings.path(entry.name))
            }
            if let entry = settings.entry("AMBIENT_IPV6"), settings.truth("AMBIENT_IPV6") == false {
                report.add("leaves IPv6 traffic of pods out of the mesh", at: entry.value, path: CNISettings.path(entry.name))
            }
            return
        }
        for (name, since) in onByDefault where settings.truth(name) == true && (since.map { report.version < $0 } ?? true) {
            guard let entry = settings.entry(name) else { continue }
            report.add("has no effect while AMBIENT_ENABLED is not true", at: entry.value, path: CNISettings.path(name))
        }
    }
}

/// Settings of ambient mode, and the first release whose chart has them true for everybody.
///
/// Source: manifests/charts/istio-cni/values.yaml, releases 1.23 to 1.31.
private let onByDefault: [(name: String, since: IstioVersion?)] = [
    ("AMBIENT_DNS_CAPTURE", .v1_25), ("AMBIENT_RECONCILE_POD_RULES_ON_STARTUP", .v1_29),
    ("ENABLE_AMBIENT_DETECTION_RETRY", nil),
]
