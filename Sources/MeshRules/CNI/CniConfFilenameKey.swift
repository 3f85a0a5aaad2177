import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniConfFilenameKey = Rule(
        "cni-conf-filename-key", .warning, .ignored, document: [.cniConfig],
        summary: "ISTIO_OWNED_CNI_CONF_FILENAME, which nothing reads",
        rationale: """
            The chart writes this key, but install-cni reads ISTIO_OWNED_CNI_CONFIG_FILENAME. The file gets its \
            default name 02-istio-cni.conflist whatever stands here.
            """,
        fix: "Set env.ISTIO_OWNED_CNI_CONFIG_FILENAME in the values of the chart.",
        sources: [.istio("constructConfig")],
        releases: .v1_27 ... .newest,
        examples: [
            .valid(
                "the key that is read",
                """
                data:
                  ISTIO_OWNED_CNI_CONFIG: "true"
                  ISTIO_OWNED_CNI_CONFIG_FILENAME: 01-istio-cni.conflist
                """),
            .valid(
                "empty, as the chart has it",
                """
                data:
                  ISTIO_OWNED_CNI_CONF_FILENAME: ""
                """),
            .valid(
                "both",
                """
                data:
                  ISTIO_OWNED_CNI_CONF_FILENAME: 01-istio-cni.conflist
                  ISTIO_OWNED_CNI_CONFIG_FILENAME: 01-istio-cni.conflist
                """),
            .invalid(
                "the key that is not",
                """
                data:
                  ISTIO_OWNED_CNI_CONFIG: "true"
                  ISTIO_OWNED_CNI_CONF_FILENAME: 01-istio-cni.conflist  # ✗ is read by nothing; the key is ISTIO_OWNED_CNI_CONFIG_FILENAME
                """),
        ]
    ) { config, report in
        let settings = CNISettings(config)
        guard let entry = settings.entry("ISTIO_OWNED_CNI_CONF_FILENAME"), let name = entry.value.string, !name.isEmpty,
            name != "02-istio-cni.conflist", settings.entry("ISTIO_OWNED_CNI_CONFIG_FILENAME") == nil
        else { return }
        report.add(
            "is read by nothing; the key is ISTIO_OWNED_CNI_CONFIG_FILENAME", atKeyOf: entry,
            path: CNISettings.path(entry.name))
    }
}
