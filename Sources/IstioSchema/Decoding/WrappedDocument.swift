import Documents

/// A document pasted with what stood around it elsewhere: Helm values, an IstioOperator, a whole ConfigMap.
enum WrappedDocument {
    /// What to say of a key of the root that only wraps what belongs there; nil for any other key.
    static func message(for entry: Node.Entry, at path: FieldPath, root: MessageName) -> String? {
        guard path.isRoot, case .mapping(let entries) = entry.value.value else { return nil }
        switch root {
        case .meshConfig where ["meshConfig", "mesh", "spec", "data", "values"].contains(entry.name):
            let shape = MessageName.meshConfig.shape
            let isWrapped = entries.contains { shape.field($0.name) != nil || $0.name == "meshConfig" }
            return isWrapped ? "what it holds belongs at the top level" : nil
        case .meshNetworks:
            let isNetwork = entries.contains { $0.name == "endpoints" || $0.name == "gateways" }
            return isNetwork ? "a network belongs under networks" : nil
        default:
            return nil
        }
    }
}
