import Documents

extension EnvironmentVariable.ValueType {
    /// What to write in quotes instead of a bare value: `true` for `yes` where Istio reads a boolean.
    ///
    /// Nil where Istio would not read what is written, and only the author knows what is meant: the unit of a duration.
    package func quotable(_ node: Node) -> String? {
        guard let text = node.scalarText else { return nil }
        switch self {
        case .bool, .metadataBool:
            if let truth = node.bool { return truth ? "true" : "false" }
            return accepts(text) ? text : nil
        default:
            return accepts(text) ? text : nil
        }
    }
}

extension EnvironmentVariable {
    /// What to write in quotes instead of a bare value of a variable, known or not.
    ///
    /// - Returns: nil where only the author can tell.
    package static func quotable(_ node: Node, for name: String, in version: IstioVersion) -> String? {
        switch NodeMetadataKey.named(name, in: version)?.type {
        case .bool?: ValueType.metadataBool.quotable(node)
        case .structured?: nil
        case .string?: node.scalarText
        case nil: valueType(of: name, in: version).map { $0.quotable(node) } ?? node.scalarText
        }
    }

    private static func valueType(of name: String, in version: IstioVersion) -> ValueType? {
        EnvironmentVariables.named(name)?.type(in: version)
    }
}
