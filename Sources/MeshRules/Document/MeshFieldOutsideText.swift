import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshFieldOutsideText = Rule(
        "mesh-field-outside-text", .warning, .ignored, document: [.configMap],
        summary: "a field of the mesh configuration is a key of the ConfigMap itself",
        rationale: """
            istiod reads the texts under mesh and meshNetworks, and no other key. Settings that are not indented below \
            `mesh: |` become keys of the ConfigMap beside it: the text is empty, and the mesh runs on Istio's defaults.
            """,
        fix: "Indent the settings below `mesh: |`.",
        sources: [.istio("meshConfigMapData"), .istio("getMeshConfigMapName")],
        examples: [
            .valid(
                "indented",
                configMap(
                    """
                      mesh: |
                        accessLogFile: /dev/stdout
                    """)),
            .valid(
                "a key of somebody else's beside a text",
                configMap(
                    """
                      mesh: "enableTracing: true"
                      accessLogFile: /dev/stdout
                    """)),
            .valid(
                "a ConfigMap of somebody else's",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio, namespace: team-a}
                data: {trustDomain: example.com}
                """),
            .invalid(
                "not indented",
                configMap(
                    """
                      mesh: |
                      accessLogFile: /dev/stdout  # ✗ belongs in the text of mesh; indent it
                      defaultConfig: |  # ✗ belongs in the text of mesh; indent it
                        concurrency: 2
                      meshNetworks: "networks: {}"
                    """)),
            .invalid(
                "beside a comment",
                configMap(
                    """
                      mesh: "# nothing yet"
                      accessLogFile: /dev/stdout  # ✗ belongs in the text of mesh; indent it
                    """)),
            .invalid(
                "without the key mesh",
                configMap("  outboundTrafficPolicy: \"\"  # ✗ belongs in the text of mesh; indent it")),
        ]
    ) { configMap, report in
        guard configMap["kind"]?.string == "ConfigMap", let name = configMap["metadata"]?["name"]?.string,
            let revision = IstiodConfigMapName(name)?.revision, !IstiodConfigMapName.isOther(name)
        else { return }
        let data = configMap.entries.entries("data")
        let mesh = data.lastIndex(of: "mesh").map { data[$0].value }
        // Any namespace may have a ConfigMap of this name: without the key, only what is surely istiod's is spoken of.
        let isOfIstiod =
            mesh != nil || revision == "default" && configMap["metadata"]?["namespace"]?.string == "istio-system"
            || report.object.labels["istio.io/rev"] == revision
        guard isOfIstiod, mesh?.isEmptyText ?? true else { return }
        for index in data.indices {
            guard let field = MessageName.meshConfig.shape.field(data[index].name), field.exists(in: report.version)
            else { continue }
            report.add(
                "belongs in the text of mesh; indent it", atKeyOf: data[index],
                path: .root.field("data").field(data[index].name))
        }
    }
}

extension Node {
    /// Whether the value is nothing, or a text of blanks, comments and `{}` alone.
    fileprivate var isEmptyText: Bool {
        switch value {
        case .null: true
        case .string(let text):
            text.utf8.split(separator: 0x0A).allSatisfy { line in
                let written = line.drop { $0 <= 0x20 }
                return written.first == nil || written.first == UInt8(ascii: "#")
                    || written.elementsEqual("{}".utf8)
            }
        default: false
        }
    }
}

private func configMap(_ data: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: istio, namespace: istio-system}
    data:
    \(data)
    """
}
