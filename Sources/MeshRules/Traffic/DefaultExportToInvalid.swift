import IstioSchema
import Validation

extension Rule {
    package static let defaultExportToInvalid = Rule(
        "default-export-to-invalid", .warning, .ignored, in: .meshConfig,
        needs: lists.map(\.description),
        summary: "a default exportTo holds what Istio does not read there, or * or ~ beside others",
        rationale: """
            Before Istio 1.30.3 istiod looks for . and * alone: with any other list services are seen by nobody, not \
            even in their own namespace, and beside . nothing counts. Of destination rules it looks for . alone in every \
            release: with any other list they are exported to all. A word that is no namespace exports to nobody.
            """,
        fix: "Write * or . by itself; from Istio 1.30.3 on, but for destination rules, ~ or names of namespaces too.",
        sources: [.api("MeshConfig.defaultServiceExportTo"), .istio("initDefaultExportMaps")],
        examples: [
            .valid("all", #"defaultServiceExportTo: ["*"]"#),
            .valid("its own and another", #"defaultVirtualServiceExportTo: [".", istio-system]"#),
            .invalid(
                "none and all", #"defaultServiceExportTo: ["~", "*"]  # ✗ must stand alone, not "~" beside others"#),
            .invalid(
                "no namespace",
                "defaultServiceExportTo: [Bad_ns]  # ✗ must be *, ., ~ or the name of a namespace, not Bad_ns"),
            .invalid(
                "namespaces before 1.30.3",
                "defaultServiceExportTo: [istio-system]  # ✗ exports to nobody before Istio 1.30.3",
                in: .v1_29),
            .invalid(
                "namespaces for destination rules",
                "defaultDestinationRuleExportTo: [istio-system]  # ✗ exports to all: Istio reads only . and * here"),
            .invalid(
                "beside the own namespace before 1.30.3",
                #"defaultVirtualServiceExportTo: [".", istio-system]  # ✗ has no effect beside . before Istio 1.30.3"#,
                in: .v1_30),
            .invalid(
                "beside the own namespace for destination rules",
                #"defaultDestinationRuleExportTo: [istio-system, "."]  # ✗ has no effect beside . here"#),
            .valid("the own namespace before 1.30.3", #"defaultVirtualServiceExportTo: ["."]"#, in: .v1_29),
        ]
    ) { mesh, report in
        for name in lists {
            let namespaces = mesh.strings(name)
            if name == destinationRules || report.version < .v1_31, let unread = unread(namespaces) {
                let message =
                    switch (unread.isBesideOwn, name == destinationRules) {
                    case (true, true): "has no effect beside . here"
                    case (true, false): "has no effect beside . before Istio 1.30.3"
                    case (false, true): "exports to all: Istio reads only . and * here"
                    case (false, false): "exports to nobody before Istio 1.30.3"
                    }
                report.add(message, at: unread.element)
                continue
            }
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

/// The first element that has no effect where istiod looks for `.`, and for `*` where there is none, and for nothing else.
private func unread(_ namespaces: Strings) -> (element: Located<String>, isBesideOwn: Bool)? {
    var first: Located<String>?
    var (hasOwn, hasAll) = (false, false)
    for namespace in namespaces where namespace.isWritten {
        switch namespace.value {
        case ".": hasOwn = true
        case "*": (hasAll, first) = (true, first ?? namespace)
        default: first = first ?? namespace
        }
    }
    guard let first, hasOwn || !hasAll else { return nil }
    return (first, hasOwn)
}

private let destinationRules: FieldName = "defaultDestinationRuleExportTo"
private let lists: [FieldName] = ["defaultServiceExportTo", "defaultVirtualServiceExportTo", destinationRules]
