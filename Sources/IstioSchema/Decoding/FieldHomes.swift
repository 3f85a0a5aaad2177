import Documents

/// Where in a document a field of a given name belongs, for those that stand elsewhere.
package enum FieldHomes {
    /// The path of the message that has a field of this name: empty for the root, nil where no message or several do, and
    /// for a name as general as `values`, which says nothing of what its author had in mind.
    package static func home(
        of name: String, root: MessageName, in version: IstioVersion, besides here: MessageName? = nil
    ) -> String? {
        guard !isGeneral(name), let homes = homes[root]?[name] else { return nil }
        let known = homes.filter { $0.message != here && $0.field.exists(in: version) }
        // Names such as `service` or `mode` belong in many places: guessing one would mislead.
        guard let first = known.first, known.count == 1 || first.path.isEmpty else { return nil }
        return first.path
    }

    /// Whether a name is one word that other parts of a configuration have too: `hosts`, `profile`, `dns`.
    private static func isGeneral(_ name: String) -> Bool {
        !name.utf8.contains { (0x41...0x5A).contains($0) } && !tellingWords.contains(name)
    }

    /// Single words that mean one thing of Istio's.
    private static let tellingWords: Set<String> = [
        "attempts", "concurrency", "cryptomb", "datadog", "distribute", "dynatrace", "endpoints", "failover",
        "gateways", "image", "lightstep", "networks", "opencensus", "opentelemetry", "prometheus", "qat", "sampling",
        "sds", "skywalking", "stackdriver", "tracing", "zipkin",
    ]

    private struct Home: Sendable {
        let message: MessageName
        let field: FieldShape
        let path: String
    }

    /// By root and name of the field; the shortest path first.
    private static let homes: [MessageName: [String: [Home]]] = {
        var all: [MessageName: [String: [Home]]] = [:]
        for root in [MessageName.meshConfig, .proxyConfig, .meshNetworks] { all[root] = reach(from: root) }
        return all
    }()

    private static func reach(from root: MessageName) -> [String: [Home]] {
        var homes: [String: [Home]] = [:]
        var seen: Set<MessageName> = [root]
        var queue = [(message: root, path: "")]
        var next = 0
        while next < queue.count {
            let (message, path) = queue[next]
            next += 1
            for field in message.shape.fields {
                homes[field.name, default: []].append(Home(message: message, field: field, path: path))
                guard let (child, suffix) = child(of: field.type), seen.insert(child).inserted else { continue }
                queue.append((child, (path.isEmpty ? "" : path + ".") + field.name + suffix))
            }
        }
        return homes
    }

    private static func child(of type: FieldType) -> (MessageName, String)? {
        switch type {
        case .single(.message(let name)): (name, "")
        case .list(.message(let name)): (name, "[]")
        case .map(.message(let name)): (name, "[…]")
        default: nil
        }
    }
}
