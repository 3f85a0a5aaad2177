import Documents

/// Kubernetes' syntax of labels.
///
/// Source: apimachinery util/validation `IsQualifiedName`, `IsValidLabelValue`.
enum LabelSyntax {
    /// A name, with an optional DNS subdomain and a slash before it.
    static func isKey(_ key: String) -> Bool {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let name = parts.last, isName(name) else { return false }
        guard parts.count == 2, let prefix = parts.first else { return true }
        return (1...253).contains(prefix.utf8.count)
            && prefix.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isDNSLabel)
    }

    static func isValue(_ value: String) -> Bool { value.isEmpty || isName(value[...]) }

    private static func isName(_ name: Substring) -> Bool {
        guard (1...63).contains(name.utf8.count), let first = name.utf8.first, let last = name.utf8.last else {
            return false
        }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && name.utf8.allSatisfy {
                isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
            }
    }

    private static func isDNSLabel(_ label: Substring) -> Bool {
        guard let first = label.utf8.first, first != UInt8(ascii: "-"), label.utf8.last != UInt8(ascii: "-") else {
            return false
        }
        return label.utf8.allSatisfy {
            ($0 == UInt8(ascii: "-") || isAlphanumeric($0)) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

/// A label selector as Kubernetes takes it.
///
/// Source: apimachinery meta/v1 `LabelSelectorAsSelector`, labels `NewRequirement`.
enum SelectorSyntax {
    /// What is wrong with a selector of the right type; nil where nothing is, or its type is wrong.
    static func mistake(in selector: Node) -> String? {
        for label in selector["matchLabels"]?.entries ?? [] {
            guard LabelSyntax.isKey(label.name) else { return "\(shown(label.name)) is no label" }
            guard let value = label.value.string else { continue }
            guard LabelSyntax.isValue(value) else { return "\(shown(value)) is no value of a label" }
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
            return "its operator is none that there is"
        }
        guard let key = expression["key"]?.string, LabelSyntax.isKey(key) else { return "key must be a label" }
        for value in values {
            guard let text = value.string, !LabelSyntax.isValue(text) else { continue }
            return "\(shown(text)) is no value of a label"
        }
        return nil
    }

    private static func shown(_ text: String) -> String { "\"\(text.escapedForDisplay.elided(to: 32))\"" }
}
