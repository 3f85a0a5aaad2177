import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniBoolUnparsable = Rule(
        "cni-bool-unparsable", .warning, .ignored, document: [.cniConfig],
        summary: "istio-cni cannot read a boolean",
        rationale: """
            istio-cni takes what it cannot read for false without a word, so that the feature is off on every node.
            """,
        fix: "Write \"true\" or \"false\".",
        sources: [.istio("constructConfig"), .document("viper GetBool")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "booleans",
                """
                data:
                  REPAIR_ENABLED: "true"
                  AMBIENT_ENABLED: "0"
                """),
            .valid(
                "no boolean of that release",
                """
                data:
                  CNI_CONF_GROUP_READ: "yes"
                """, in: .v1_29),
            .invalid(
                "yes",
                """
                data:
                  REPAIR_ENABLED: "yes"  # ✗ must be true or false: istio-cni reads anything else as false, not yes
                """),
            .invalid(
                "empty",
                """
                data:
                  AMBIENT_IPV6: ""  # ✗ must be true or false: istio-cni reads anything else as false, not ""
                """),
        ]
    ) { config, report in
        let settings = CNISettings(config)
        for key in CNIKey.all where key.isBool && key.exists(in: report.version) {
            guard let entry = settings.entry(key.name), let text = entry.value.string, GoValue.bool(text) == nil else {
                continue
            }
            report.add(
                "must be true or false: istio-cni reads anything else as false", at: entry.value,
                path: CNISettings.path(key.name))
        }
    }
}
