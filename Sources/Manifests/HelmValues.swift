import Documents
import IstioSchema

/// The parts of a tree of Helm values that Istio's charts make mesh documents of.
///
/// Source: manifests/charts/istio-control/istio-discovery `templates/configmap.yaml`, which renders `meshConfig` and
/// `global.meshNetworks`, and `templates/deployment.yaml`, which renders `pilot.env`, or from Istio 1.24 on `env`.
package struct HelmValues: Sendable {
    /// In the order of the author.
    package let parts: [Part]

    package struct Part: Sendable {
        package let kind: MeshDocument.Kind
        /// What Istio reads: the value of `meshConfig`, the networks below `networks`, as the chart writes them, or istiod's
        /// variables; for ``MeshDocument/Kind/helmValues`` the values themselves.
        package let root: Node
        /// From the values' root.
        package let steps: [String]

        /// Whether the part is the chart's own, and not that of a chart below it.
        package var isOfChartItself: Bool {
            steps.first.map { ["meshConfig", "global", "pilot", "env"].contains($0) } ?? true
        }
    }

    /// A chart of charts has the values of each under its name, and one of those of its own.
    private static let maximumDepth = 2

    package init(_ values: Node) { parts = Self.parts(of: values, steps: []) }

    private static func parts(of node: Node, steps: [String]) -> [Part] {
        guard case .mapping(let entries) = node.value else { return [] }
        // Of repeated keys the last counts, as in Go.
        var lasts: [ExactText: Int] = [:]
        for (index, entry) in entries.enumerated() { lasts[ExactText(entry.name)] = index }
        let inner = entries.enumerated().flatMap { index, entry -> [Part] in
            guard case .mapping = entry.value.value, lasts[ExactText(entry.name)] == index else { return [] }
            let steps = steps + [entry.name]
            switch entry.name {
            case "meshConfig":
                return [Part(kind: .mesh, root: entry.value, steps: steps)]
            case "global":
                guard let networks = entry.value["meshNetworks"], !networks.entries.isEmpty else { return [] }
                return [Part(kind: .meshNetworks, root: networks.asNetworks, steps: steps + ["meshNetworks"])]
            case "pilot":
                return variables(in: entry.value, steps: steps)
            case "env" where node["meshConfig"] != nil || node["pilot"] != nil:
                // Other charts have an `env` too, for other programs.
                return variables(in: node, steps: Array(steps.dropLast()))
            case "properties":
                // A schema's description of values, as in values.schema.json.
                return []
            default:
                return steps.count <= maximumDepth ? parts(of: entry.value, steps: steps) : []
            }
        }
        let setsVariables = inner.contains { part in
            part.kind == .istiodEnvironment && ["env", "pilot"].contains(part.steps.dropFirst(steps.count).first)
        }
        return setsVariables ? inner + [Part(kind: .helmValues, root: node, steps: steps)] : inner
    }

    private static func variables(in node: Node, steps: [String]) -> [Part] {
        guard let variables = node["env"], !variables.entries.isEmpty else { return [] }
        return [Part(kind: .istiodEnvironment, root: variables, steps: steps + ["env"])]
    }

    /// The documents that the values make, as parts of an object.
    package func documents(in object: ObjectReference, at path: FieldPath) -> [MeshDocument] {
        parts.map { part in
            let field = part.steps.reduce(path) { $0.field($1) }
            return MeshDocument(part.kind, .node(part.root), object: object, field: field, label: field.description)
        }
    }
}

extension Node {
    /// The document whose `networks` this is.
    var asNetworks: Node {
        let key = Node(.string("networks"), mark: mark, style: .plain)
        // In brackets, as the line that the key would stand on belongs to somebody else.
        return Node(.mapping([Entry(name: "networks", key: key, value: self)]), mark: mark, end: end, style: .flow)
    }

    /// The same tree with its marks where its text stands in a file.
    package func moved(by origin: TextOrigin) -> Node {
        let value: Value =
            switch value {
            case .sequence(let elements): .sequence(elements.map { $0.moved(by: origin) })
            case .mapping(let entries):
                .mapping(
                    entries.map {
                        Entry(
                            name: $0.name, key: $0.key.moved(by: origin), value: $0.value.moved(by: origin),
                            isMerged: $0.isMerged)
                    })
            default: self.value
            }
        return Node(value, mark: origin.mark(mark), end: origin.mark(end), style: style, text: text)
    }
}
