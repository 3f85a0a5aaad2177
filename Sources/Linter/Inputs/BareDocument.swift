import Documents
import IstioSchema
import Manifests

/// Tells what a document without `apiVersion` and `kind` is: a bare mesh configuration, Helm values, or none of ours.
package enum BareDocument {
    /// What the keys of a document's root say.
    package enum Shape: Equatable, Sendable {
        case document(MeshDocument.Kind)
        /// Values of Helm's, that hold a `meshConfig` or networks.
        case values
    }

    /// The shape of a root; nil where nothing is certain enough.
    package static func shape(of root: Node) -> Shape? {
        guard case .mapping(let entries) = root.value, root["apiVersion"] == nil || root["kind"] == nil else {
            return nil
        }
        if root["$schema"]?.string?.holds("json-schema.org") == true { return nil }
        if !HelmValues(root).parts.isEmpty { return .values }
        let keys = entries.map(\.name)
        if isMeshNetworks(root) { return .document(.meshNetworks) }
        return looksLike(.meshConfig, keys) ? .document(.mesh) : nil
    }

    /// Whether a text that is no YAML begins lines with keys of a mesh configuration, so that it was meant for one.
    package static func looksLikeMesh(_ text: String) -> Bool {
        var keys: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            guard let first = line.utf8.first, first != 0x20, first != UInt8(ascii: "#"), first != UInt8(ascii: "-"),
                let colon = line.firstIndex(of: ":")
            else { continue }
            keys.append(String(line[..<colon]))
        }
        return looksLike(.meshConfig, keys)
    }

    /// Whether the value of a key `meshConfig`, in the values of a chart that is not known, is Istio's: more fields of
    /// Istio's, or misspelt ones, than others.
    package static func isMeshConfig(_ node: Node) -> Bool {
        let names = MessageName.meshConfig.shape.fields.map(\.name)
        let known = node.entries.count { MessageName.meshConfig.shape.field($0.name) != nil }
        let foreign = node.entries.prefix(64).count { entry in
            MessageName.meshConfig.shape.field(entry.name) == nil
                && NearName.nearest(to: entry.name, among: names) == nil
        }
        return known > foreign
    }

    /// Whether keys are a message's: one that no other format has, and no foreign majority; or several, and none foreign.
    private static func looksLike(_ message: MessageName, _ keys: [String]) -> Bool {
        let known = keys.filter { message.shape.field($0) != nil }
        // Whoever misspells a field means it all the same.
        let names = message.shape.fields.map(\.name)
        let foreign = keys.prefix(64).count { key in
            message.shape.field(key) == nil && NearName.nearest(to: key, among: names) == nil
        }
        let hasDistinctive = known.contains { key in
            guard let field = message.shape.field(key) else { return false }
            return !Self.common.contains(field.name)
        }
        return hasDistinctive && known.count > foreign || known.count >= 2 && foreign == 0
    }

    /// Fields of MeshConfig whose names other programs' files may have too.
    private static let common: Set<String> = [
        "ca", "certificates", "trustDomain", "connectTimeout", "rootNamespace", "ingressClass", "ingressService",
        "configSources", "dnsRefreshRate", "tcpKeepalive", "accessLogFile", "accessLogFormat", "enableTracing",
    ]

    /// `networks: {NAME: {endpoints: […], gateways: […]}}`.
    private static func isMeshNetworks(_ root: Node) -> Bool {
        guard root.entries.count == 1, let networks = root["networks"], case .mapping(let all) = networks.value,
            !all.isEmpty
        else { return false }
        return all.allSatisfy { network in
            guard case .mapping(let entries) = network.value.value else { return false }
            return entries.contains { $0.name == "endpoints" || $0.name == "gateways" }
        }
    }
}
