import IstioSchema
import Validation

extension Rule {
    package static let defaultExportToInvalid = Rule(
        "default-export-to-invalid", .warning, .ignored, in: .meshConfig,
        needs: lists.map(\.description),
        summary: "a default exportTo holds what Istio does not read there, or * or ~ beside others",
        rationale: """
            Before Istio 1.31 istiod looks for . and * alone: services with any other default are seen by nobody, not even \
            in their own namespace. From 1.31 on (and in 1.30.3) it reads names of namespaces too. Of destination rules \
            it looks for . alone in every release: with any other list they are exported to all. A word that is no \
            namespace exports to nobody.
            """,
        fix: "Write one of * and . by itself; from Istio 1.31 on, but for destination rules, ~ or names of namespaces.",
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
                "namespaces before 1.31",
                "defaultServiceExportTo: [istio-system]  # ✗ exports to nobody before Istio 1.31",
                in: .v1_29),
            .invalid(
                "namespaces for destination rules",
                "defaultDestinationRuleExportTo: [istio-system]  # ✗ exports to all: Istio reads only . and * here"),
            .valid("the own namespace before 1.31", #"defaultVirtualServiceExportTo: ["."]"#, in: .v1_29),
        ]
    ) { mesh, report in
        for name in lists {
            let namespaces = mesh.strings(name)
            if let unread = unread(namespaces, of: name, in: report.version) {
                report.add(
                    name == destinationRules
                        ? "exports to all: Istio reads only . and * here" : "exports to nobody before Istio 1.31",
                    at: unread)
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

/// The first element of a list that holds neither `.` nor `*`, where istiod looks for nothing else.
///
/// 1.30.3 reads names already, and no other patch of 1.30.
private func unread(_ namespaces: Strings, of name: FieldName, in version: IstioVersion) -> Located<String>? {
    guard name == destinationRules || version < .v1_31 else { return nil }
    var first: Located<String>?
    for namespace in namespaces where namespace.isWritten {
        if namespace.value == "." || namespace.value == "*" { return nil }
        first = first ?? namespace
    }
    return first
}

private let destinationRules: FieldName = "defaultDestinationRuleExportTo"
private let lists: [FieldName] = ["defaultServiceExportTo", "defaultVirtualServiceExportTo", destinationRules]
