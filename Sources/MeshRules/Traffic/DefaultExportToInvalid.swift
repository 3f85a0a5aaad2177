import IstioSchema
import Validation

extension Rule {
    package static let defaultExportToInvalid = Rule(
        "default-export-to-invalid", .warning, .ignored, in: .meshConfig,
        needs: lists.map(\.description),
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
        for name in lists {
            let namespaces = mesh.strings(name)
            var mayStandAlone = true
            for namespace in namespaces where namespace.isWritten {
                switch namespace.value {
                case "*", "~":
                    // Of several only the first is spoken of.
                    guard mayStandAlone, namespaces.count > 1 else { continue }
                    mayStandAlone = false
                    report.add("must stand alone, not \"\(namespace.value)\" beside others", at: namespace)
                case ".":
                    continue
                default:
                    guard !DNSLabel.isKubernetes1123(namespace.value) else { continue }
                    report.add("must be *, ., ~ or the name of a namespace", at: namespace)
                }
            }
        }
    }
}

private let lists: [FieldName] = [
    "defaultServiceExportTo", "defaultVirtualServiceExportTo", "defaultDestinationRuleExportTo",
]
