import Documents
import IstioSchema
import Validation

/// The environment of istiod's container `discovery`: in its Deployment, or in what makes it.
struct IstiodEnvironment {
    /// In the author's order; of two with one name the kubelet takes the last.
    let variables: [Variable]

    struct Variable {
        let name: String
        /// nil for a value from a ConfigMap, a Secret or the pod's own fields.
        let value: Node?
        /// The text that istiod reads; nil where none is written here, or it is no text.
        let text: String?
        /// The whole entry, or its key where the value stands beside.
        let entry: Node
        /// Ends with the variable's name, by which a reader finds it sooner than by its number in the list.
        let path: FieldPath
        /// The key that a value is written under.
        fileprivate let valueKey: String

        /// What to write instead.
        func fix(_ text: String) -> String { "\(valueKey): \(text)" }
    }

    /// Containers are looked for where they belong, and where they are wrongly put straight under the template.
    ///
    /// - Parameters:
    ///   - root: of a Deployment, or of an ``MeshDocument/Kind/istiodEnvironment``.
    ///   - kind: which of the two.
    init(_ root: Node, as kind: MeshDocument.Kind) {
        if kind == .istiodEnvironment {
            variables = Self.listed(root, .root) + root.entries.map(Self.rendered)
            return
        }
        let template = root["spec"]?["template"]
        let path = FieldPath.root.field("spec").field("template")
        variables =
            Self.variables(template?["spec"]?["containers"], path.field("spec").field("containers"))
            + Self.variables(template?["containers"], path.field("containers"))
    }

    private static func variables(_ containers: Node?, _ path: FieldPath) -> [Variable] {
        var variables: [Variable] = []
        for (index, container) in (containers?.elements ?? []).enumerated()
        where container["name"]?.string == "discovery" {
            if let list = container["env"] { variables += listed(list, path.element(index).field("env")) }
        }
        return variables
    }

    /// Variables as Kubernetes has them: `- {name: A, value: b}`.
    private static func listed(_ list: Node, _ path: FieldPath) -> [Variable] {
        list.elements.compactMap { entry in
            guard let nameNode = entry["name"], let name = nameNode.string else { return nil }
            return Variable(
                name: name, value: entry["value"], text: entry["value"]?.string, entry: entry,
                path: path.isRoot ? path.field(name) : path.key(name), valueKey: "value")
        }
    }

    /// A variable as Helm values have it, `A: b`, which the chart writes in quotes.
    ///
    /// Source: manifests/charts/istio-control/istio-discovery `templates/deployment.yaml`.
    private static func rendered(_ entry: Node.Entry) -> Variable {
        let path = FieldPath.root.field(entry.name)
        let value = entry.value
        let text: String? =
            switch value.value {
            case .bool(let bool): bool ? "true" : "false"
            case .string(let string): string
            case .integer, .unsigned, .number: value.scalarText
            case .null, .sequence, .mapping: nil
            }
        return Variable(
            name: entry.name, value: value, text: text, entry: entry.key, path: path, valueKey: entry.name)
    }

    subscript(name: String) -> Variable? { variables.last { $0.name.isExactly(name) } }

    /// The truth of a variable that is written and can be read.
    func truth(_ name: String) -> Bool? { self[name]?.text.flatMap(GoValue.bool) }

    /// The duration of a variable that is written and can be read.
    func duration(_ name: String) -> Duration? { self[name]?.text.flatMap(GoDuration.parse) }
}

extension RuleReport {
    /// Reports at the value of a variable, or at the whole entry where it has none.
    mutating func add(
        _ message: String, at variable: IstiodEnvironment.Variable, fix: String? = nil, severity: Severity? = nil,
        replacement: String? = nil
    ) {
        if let value = variable.value {
            add(message, at: value, path: variable.path, fix: fix, severity: severity, replacement: replacement)
        } else {
            add(message, at: variable.entry, path: variable.path, fix: fix, severity: severity)
        }
    }

    /// Reports at the name of a variable: for one that should not be there at all.
    mutating func add(_ message: String, atNameOf variable: IstiodEnvironment.Variable, severity: Severity? = nil) {
        let name = variable.entry["name"] ?? variable.entry
        add(message, at: name, path: variable.path, severity: severity)
    }
}
