import Documents
import IstioSchema

/// A label selector as Kubernetes takes it.
///
/// Source: apimachinery meta/v1 `LabelSelectorAsSelector`, labels `NewRequirement`.
enum SelectorSyntax {
    /// What is wrong with a selector of the right type; nil where nothing is, or its type is wrong.
    static func mistake(in selector: Node) -> String? {
        for label in selector["matchLabels"]?.entries ?? [] {
            guard KubernetesLabel.isKey(label.name) else { return "\(shown(label.name)) is no label" }
            guard let value = label.value.string else { continue }
            guard KubernetesLabel.isValue(value) else { return "\(shown(value)) is no value of a label" }
        }
        for expression in selector["matchExpressions"]?.elements ?? [] {
            if let mistake = mistake(inExpression: expression) { return mistake }
        }
        return nil
    }

    /// Whether a selector is written and names nothing.
    static func isEmpty(_ selector: Node) -> Bool {
        (selector["matchLabels"]?.entries ?? []).isEmpty && (selector["matchExpressions"]?.elements ?? []).isEmpty
    }

    private static func mistake(inExpression expression: Node) -> String? {
        let values = expression["values"]?.elements ?? []
        switch expression["operator"]?.string {
        case "In", "NotIn":
            if values.isEmpty { return "operator In or NotIn must have values" }
        case "Exists", "DoesNotExist":
            if !values.isEmpty { return "operator Exists or DoesNotExist must have no values" }
        default:
            return mistake(inOperator: expression["operator"]?.string)
        }
        guard let key = expression["key"]?.string, KubernetesLabel.isKey(key) else { return "key must be a label" }
        for value in values {
            guard let text = value.string, !KubernetesLabel.isValue(text) else { continue }
            return "\(shown(text)) is no value of a label"
        }
        return nil
    }

    private static func mistake(inOperator text: String?) -> String {
        let operators = ["In", "NotIn", "Exists", "DoesNotExist"]
        guard let text else { return "operator must be In, NotIn, Exists or DoesNotExist" }
        let meant = operators.first { NearName.isSameButForCase($0, text) }
        return "\(shown(text)) is no operator" + (meant.map { "; write \($0)" } ?? "")
    }

    private static func shown(_ text: String) -> String { "\"\(text.excerpt(32))\"" }
}
