import Documents
import IstioSchema
import Validation

/// The environment of the container `discovery` in istiod's Deployment.
struct IstiodEnvironment {
    /// In the author's order; of two with one name the kubelet takes the last.
    let variables: [Variable]

    struct Variable {
        let name: String
        /// nil for a value from a ConfigMap, a Secret or the pod's own fields.
        let value: Node?
        let entry: Node
        let path: FieldPath

        /// The text that istiod reads; nil where none is written here, or it is no text.
        var text: String? { value?.string }
        var valuePath: FieldPath { path.field("value") }
    }

    /// Containers are looked for where they belong, and where they are wrongly put straight under the template.
    init(_ deployment: Node) {
        let template = deployment["spec"]?["template"]
        let path = FieldPath.root.field("spec").field("template")
        variables =
            Self.variables(template?["spec"]?["containers"], path.field("spec").field("containers"))
            + Self.variables(template?["containers"], path.field("containers"))
    }

    private static func variables(_ containers: Node?, _ path: FieldPath) -> [Variable] {
        var variables: [Variable] = []
        for (index, container) in (containers?.elements ?? []).enumerated()
        where container["name"]?.string == "discovery" {
            let list = path.element(index).field("env")
            for (index, entry) in (container["env"]?.elements ?? []).enumerated() {
                guard let name = entry["name"]?.string else { continue }
                variables.append(
                    Variable(name: name, value: entry["value"], entry: entry, path: list.element(index)))
            }
        }
        return variables
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
            add(message, at: value, path: variable.valuePath, fix: fix, severity: severity, replacement: replacement)
        } else {
            add(message, at: variable.entry, path: variable.path, fix: fix, severity: severity)
        }
    }

    /// Reports at the name of a variable: for one that should not be there at all.
    mutating func add(_ message: String, atNameOf variable: IstiodEnvironment.Variable, severity: Severity? = nil) {
        add(
            message, at: variable.entry["name"] ?? variable.entry, path: variable.path.field("name"), severity: severity
        )
    }
}
