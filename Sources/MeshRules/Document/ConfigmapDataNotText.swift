import Documents
import IstioSchema
import Validation

extension Rule {
    package static let configmapDataNotText = Rule(
        "configmap-data-not-text", .error, .breaks, document: [.configMap],
        summary: "a value in a ConfigMap is not text",
        rationale: """
            The values of a ConfigMap are texts, and the API server refuses an object with any other. Most often the \
            | behind the key is missing, so that the settings become keys of the ConfigMap itself.
            """,
        fix: "Put a | behind the key, so that what is indented below it is a text.",
        sources: [.kubernetes("core/v1 ConfigMap.data")],
        examples: [
            .valid("a text", configMap("{mesh: \"connectTimeout: 2s\\n\"}")),
            .valid("nothing, which is an empty text", configMap("{mesh: }")),
            .invalid(
                "settings without a |",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio, namespace: istio-system}
                data:
                  mesh:  # ✗ must be text for the API server to take it
                    connectTimeout: 2s
                """),
            .invalid("a list", configMap("{mesh: []}  # ✗ must be text for the API server to take it")),
            .invalid(
                "a number", configMap("{meshNetworks: 5}  # ✗ must be text for the API server to take it, not 5")),
        ]
    ) { configMap, report in
        guard configMap["kind"]?.string == "ConfigMap" else { return }
        let data = configMap.entries.entries("data")
        for index in data.indices {
            switch data[index].value.value {
            case .string, .null: continue
            default: break
            }
            let entry = data[index]
            let path = FieldPath.root.field("data").field(entry.name)
            let message = "must be text for the API server to take it"
            if entry.value.scalarText == nil {
                report.add(message, atKeyOf: entry, path: path, fix: "\(entry.name): |")
            } else {
                report.add(message, at: entry.value, path: path)
            }
        }
    }
}

private func configMap(_ data: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio, namespace: istio-system}
    data: \(data)
    """
}
