import Documents

/// What identifies a Kubernetes object, and the metadata that verdicts depend on.
package struct ObjectReference: Sendable {
    /// Handed on with every document, report and verdict, and seldom changed: shared, not copied.
    private var content: Content

    private final class Content: Sendable {
        let apiVersion: String
        let kind: String
        let namespace: String
        let name: String
        let labels: [String: String]
        let annotations: [String: String]
        let installedVersion: String?

        init(
            _ apiVersion: String, _ kind: String, _ namespace: String, _ name: String, _ labels: [String: String],
            _ annotations: [String: String], _ installedVersion: String?
        ) {
            self.apiVersion = apiVersion
            self.kind = kind
            self.namespace = namespace
            self.name = name
            self.labels = labels
            self.annotations = annotations
            self.installedVersion = installedVersion
        }
    }

    package init(
        apiVersion: String = "", kind: String = "", namespace: String = "", name: String = "",
        labels: [String: String] = [:], annotations: [String: String] = [:], installedVersion: String? = nil
    ) {
        content = Content(apiVersion, kind, namespace, name, labels, annotations, installedVersion)
    }

    package var apiVersion: String { content.apiVersion }
    package var kind: String { content.kind }

    package var namespace: String {
        get { content.namespace }
        set { content = changed(namespace: newValue) }
    }

    package var name: String {
        get { content.name }
        set { content = changed(name: newValue) }
    }

    package var labels: [String: String] {
        get { content.labels }
        set { content = changed(labels: newValue) }
    }

    package var annotations: [String: String] { content.annotations }

    /// The release of Istio that the object installs, in its own words: `v1.26.0` of Sail's Istio, the tag of an
    /// IstioOperator; nil for what installs none, or does not say.
    package var installedVersion: String? { content.installedVersion }

    private func changed(
        namespace: String? = nil, name: String? = nil, labels: [String: String]? = nil
    ) -> Content {
        Content(
            apiVersion, kind, namespace ?? self.namespace, name ?? self.name, labels ?? self.labels, annotations,
            installedVersion)
    }
}

extension ObjectReference {
    /// The reference of an object's own text.
    ///
    /// What is absent, or no string, is empty.
    package init(of object: Node) {
        let metadata = object["metadata"]
        let kind = object["kind"]?.string ?? ""
        self.init(
            apiVersion: object["apiVersion"]?.string ?? "", kind: kind,
            namespace: metadata?["namespace"]?.string ?? "", name: metadata?["name"]?.string ?? "",
            labels: Self.strings(metadata?["labels"]), annotations: Self.strings(metadata?["annotations"]),
            installedVersion: Self.installedVersion(of: object, kind: kind))
    }

    private static func installedVersion(of object: Node, kind: String) -> String? {
        switch kind {
        case "Istio", "IstioRevision":
            return object["spec"]?["version"]?.scalarText
        case "IstioOperator":
            let spec = object["spec"]
            return (spec?["tag"] ?? spec?["values"]?["global"]?["tag"])?.scalarText
        default:
            return nil
        }
    }

    /// Room for as many is made at once: a well-known object has under twenty, and a hostile one may repeat a key.
    private static let maximumReserved = 32

    private static func strings(_ node: Node?) -> [String: String] {
        guard case .mapping(let entries)? = node?.value else { return [:] }
        var strings: [String: String] = [:]
        strings.reserveCapacity(min(entries.count, maximumReserved))
        for index in entries.indices { strings[entries[index].name] = entries[index].value.string }
        return strings
    }
}
