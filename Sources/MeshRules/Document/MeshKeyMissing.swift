import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshKeyMissing = Rule(
        "mesh-key-missing", .warning, .ignored, document: [.configMap],
        summary: "istiod's ConfigMap has no key mesh",
        rationale: """
            istiod reads the key mesh and no other. Without it the mesh runs on Istio's built-in defaults, and \
            istiod says so at debug level only.
            """,
        fix: "Put the mesh configuration under the key mesh.",
        sources: [.istio("meshConfigMapData"), .istio("getMeshConfigMapName")],
        examples: [
            .valid("the key mesh", configMap(data: "{mesh: \"enableTracing: true\\n\"}")),
            .valid(
                "a ConfigMap of somebody else's",
                """
                kind: ConfigMap
                apiVersion: v1
                metadata: {name: istio, namespace: team-a}
                data: {notes: "see the wiki"}
                """),
            .invalid(
                "another key",
                configMap(
                    data:
                        "{meshConfig: \"enableTracing: true\\n\"}  # ✗ must be mesh for istiod to read it, not meshConfig"
                )),
            .invalid(
                "a capital",
                configMap(data: "{Mesh: \"enableTracing: true\\n\"}  # ✗ must be mesh for istiod to read it, not Mesh")),
            .invalid("no data", configMap(data: "{}  # ✗ has no key mesh, so that istiod runs on its defaults")),
        ]
    ) { configMap, report in
        let data = configMap["data"]
        guard data?["mesh"] == nil, configMap["kind"]?.string == "ConfigMap",
            let name = configMap["metadata"]?["name"]?.string,
            let revision = IstiodConfigMapName(name)?.revision, !IstiodConfigMapName.isOther(name)
        else { return }
        let path = FieldPath.root.field("data")
        // Any namespace may have a ConfigMap of this name: only what is surely istiod's is spoken of.
        let isOfIstiod =
            revision == "default" && configMap["metadata"]?["namespace"]?.string == "istio-system"
            || data?["meshNetworks"] != nil || report.object.labels["istio.io/rev"] == revision
        if let key = data?.entries.first(where: { isMisspelt($0.name, isOfIstiod: isOfIstiod) })?.key {
            let name = key.scalarText ?? ""
            report.add(
                "must be mesh for istiod to read it", at: key, path: path.key(name), fix: "mesh:")
            return
        }
        guard isOfIstiod else { return }
        let message = "has no key mesh, so that istiod runs on its defaults"
        if let data { report.add(message, at: data, path: path) } else { report.add(message, path: path) }
    }
}

/// Whether somebody who wrote the key meant the one that istiod reads: `config` is a key of many a ConfigMap.
private func isMisspelt(_ key: String, isOfIstiod: Bool) -> Bool {
    switch key.lowercased().filter(\.isLetter) {
    case "mesh", "meshconfig", "meshconfiguration", "meshyaml", "meshconfigyaml": true
    case "config", "configyaml": isOfIstiod
    default: false
    }
}

private func configMap(data: String) -> String {
    """
    kind: ConfigMap
    apiVersion: v1
    metadata: {name: istio, namespace: istio-system}
    data: \(data)
    """
}
