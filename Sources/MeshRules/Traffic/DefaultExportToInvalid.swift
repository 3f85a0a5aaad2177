import IstioSchema
import Validation

extension Rule {
    package static let defaultExportToInvalid = Rule(
        "default-export-to-invalid", .warning, .ignored, in: .meshConfig,
        needs: lists,
        summary: "a default exportTo holds what is no namespace, or * or ~ beside others",
        rationale: """
            istiod takes the list as it is. A word that is no namespace exports to nobody, so that services and routes \
            are seen in their own namespace at most; * and ~ mean all and none, whatever stands beside them.
            """,
        fix: "Write one of *, . and ~ by itself, or names of namespaces, with . for the object's own.",
        sources: [.api("MeshConfig.defaultServiceExportTo"), .istio("initDefaultExportMaps")],
        examples: [
            .valid("all", #"defaultServiceExportTo: ["*"]"#),
            .valid("its own and another", #"defaultVirtualServiceExportTo: [".", istio-system]"#),
            .invalid(
                "none and all", #"defaultServiceExportTo: ["~", "*"]  # ✗ must stand alone, not "~" beside others"#),
            .invalid(
                "no namespace",
                "defaultDestinationRuleExportTo: [Bad_ns]  # ✗ must be *, ., ~ or the name of a namespace, not Bad_ns"),
        ]
    ) { mesh, report in
        for name in lists where mesh.isWritten(name) {
            let namespaces = mesh.strings(name)
            if let alone = namespaces.first(where: { $0.value == "*" || $0.value == "~" }), namespaces.count > 1 {
                report.add("must stand alone, not \"\(alone.value)\" beside others", at: alone)
            }
            for namespace in namespaces where !isExport(namespace.value) && namespace.isWritten {
                report.add("must be *, ., ~ or the name of a namespace", at: namespace)
            }
        }
    }
}

private let lists = ["defaultServiceExportTo", "defaultVirtualServiceExportTo", "defaultDestinationRuleExportTo"]

private func isExport(_ text: String) -> Bool {
    text == "*" || text == "." || text == "~" || DNSLabel.isKubernetes1123(text)
}
