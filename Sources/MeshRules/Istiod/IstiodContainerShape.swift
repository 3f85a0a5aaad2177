import Documents
import IstioSchema
import Validation

/// How the environment of istiod's container stands in its Deployment, where that is no list of names and values.
///
/// What stands there instead reads as no variable at all, and no other rule would speak of it.
///
/// Source: k8s.io/api core/v1 `EnvVar`; k8s.io/kubernetes pkg/apis/core/validation `ValidateEnv`, `validateEnvVarValueFrom`.
struct IstiodContainerShape {
    private let container: Node
    private let path: FieldPath

    /// Names that people write for `env`, which the API server drops.
    private static let otherNames: Set<String> = ["envs", "environment", "envvars"]

    /// - Parameter path: of the container.
    init(_ container: Node, at path: FieldPath) {
        self.container = container
        self.path = path
    }

    func inspect(_ report: inout RuleReport) {
        if container["env"] == nil, let other = container.entries.first(where: Self.isMeantForEnv) {
            report.add(
                "must be env for the API server to take it", atKeyOf: other, path: path.field(other.name), fix: "env:",
                severity: .warning)
        }
        guard let entry = container.entry("env"), !entry.value.isNull else { return }
        let path = path.field("env")
        guard case .sequence(let variables) = entry.value.value else {
            report.add("must be a list of names and values, as - name: A", atKeyOf: entry, path: path)
            return
        }
        for (index, variable) in variables.enumerated() { inspect(variable, path.element(index), &report) }
    }

    private static func isMeantForEnv(_ entry: Node.Entry) -> Bool {
        let name = entry.name.lowercased()
        return name == "env" || otherNames.contains(name)
    }

    private func inspect(_ variable: Node, _ path: FieldPath, _ report: inout RuleReport) {
        guard case .mapping(let entries) = variable.value else {
            report.add("must have a name and a value, as - name: A", at: variable, path: path)
            return
        }
        // A patch of Kustomize's says what to do with the list.
        if entries.contains(where: { $0.name.utf8.first == UInt8(ascii: "$") }) { return }
        guard let name = variable["name"], !name.isNull, name.string?.isEmpty != true else {
            if let first = entries.first {
                let message = "is in an entry without name, which the API server refuses"
                report.add(message, atKeyOf: first, path: path)
            }
            return
        }
        if let from = variable.entry("valueFrom"), !from.value.isNull, variable["value"]?.string?.isEmpty == false {
            report.add("cannot stand beside value; the API server refuses both", atKeyOf: from, path: path)
        }
    }
}
