import Documents
import IstioSchema

/// The ConfigMap istio-sidecar-injector, as an object.
enum InjectorConfigMap {
    static let name = "istio-sidecar-injector"

    /// Whether an object is the injector's ConfigMap of any revision, and a key of it is missing.
    static func lacks(_ key: String, _ configMap: Node, _ object: ObjectReference) -> Bool {
        guard object.name == name || object.name.hasPrefix(name + "-") else { return false }
        return configMap["data"]?[key].map(\.isNull) ?? true
    }

    /// The revision that the object's name stands for; nil where it is another object's.
    static func revision(of object: ObjectReference) -> String? {
        if object.name == name { return "" }
        guard object.name.hasPrefix(name + "-") else { return nil }
        return String(object.name.dropFirst(name.count + 1))
    }
}
