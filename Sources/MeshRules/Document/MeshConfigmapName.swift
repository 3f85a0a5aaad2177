import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshConfigmapName = Rule(
        "mesh-configmap-name", .note, .advice, document: [.configMap],
        summary: "a mesh configuration in a ConfigMap that istiod does not read",
        rationale: """
            istiod reads the ConfigMap istio, or istio-<revision> for a revision, in its own namespace, and what its \
            SHARED_MESH_CONFIG names. What stands in another is without effect, unless the platform mounts it at \
            /etc/istio/config.
            """,
        fix: "Name the ConfigMap istio, or istio-<revision>, or name it in istiod's SHARED_MESH_CONFIG.",
        sources: [.istio("getMeshConfigMapName"), .istio("features.SharedMeshConfig")],
        examples: [
            .valid("the default revision", configMap("{name: istio, namespace: istio-system}")),
            .valid(
                "a revision", configMap("{name: istio-1-31, namespace: istio-system, labels: {istio.io/rev: 1-31}}")),
            .invalid(
                "a name that is often written",
                configMap(
                    "{name: istio-mesh-cm, namespace: istio-system}  "
                        + "# ✗ must be istio or istio-<revision> for istiod to read it, not istio-mesh-cm")),
            .invalid(
                "another revision's name",
                configMap(
                    "{name: istio-canary, labels: {istio.io/rev: 1-31}}  "
                        + "# ✗ must be istio-1-31 for the revision 1-31, not istio-canary")),
        ]
    ) { configMap, report in
        let object = report.object
        let revision = IstiodConfigMapName(object.name)?.revision
        let label = object.labels["istio.io/rev"] ?? ""
        // Nearly every ConfigMap has a name that istiod reads.
        if let revision, label.isEmpty || label == revision { return }
        guard object.kind == "ConfigMap", let name = configMap["metadata"]?["name"], name.string != nil,
            let mesh = configMap["data"]?["mesh"]?.string, !mesh.isEmpty
        else { return }
        let path = FieldPath.root.field("metadata").field("name")
        if revision == nil {
            report.add("must be istio or istio-<revision> for istiod to read it", at: name, path: path)
            return
        }
        let wanted = IstiodConfigMapName.name(ofRevision: label)
        report.add("must be \(wanted) for the revision \(label)", at: name, path: path, fix: "name: \(wanted)")
    }
}

private func configMap(_ metadata: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: \(metadata)
    data: {mesh: "enableTracing: true\\n"}
    """
}
