import Documents

/// What identifies a Kubernetes object, and the metadata that verdicts depend on.
package struct ObjectReference: Sendable {
    /// Shared by all copies, of which every document, report and verdict has one.
    private var content: Content

    private final class Content: Sendable {
        let apiVersion: String
        let kind: String
        let namespace: String
        let name: String
        let labels: ObjectTexts
        let annotations: ObjectTexts
        let installedVersion: String?

        init(
            apiVersion: String, kind: String, namespace: String, name: String, labels: ObjectTexts,
            annotations: ObjectTexts, installedVersion: String?
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
        labels: [String: String] = [:], annotations: [String: String] = [:]
    ) {
        content = Content(
            apiVersion: apiVersion, kind: kind, namespace: namespace, name: name, labels: ObjectTexts(labels),
            annotations: ObjectTexts(annotations), installedVersion: nil)
    }

    /// The reference of an object's own text.
    ///
    /// What is absent, or no string, is empty.
    package init(of object: Node) {
        let entries = object.entries
        let metadata = entries.entries("metadata")
        let kind = entries.string("kind") ?? ""
        content = Content(
            apiVersion: entries.string("apiVersion") ?? "", kind: kind,
            namespace: metadata.string("namespace") ?? "", name: metadata.string("name") ?? "",
            labels: ObjectTexts(metadata.entries("labels")), annotations: ObjectTexts(metadata.entries("annotations")),
            installedVersion: Self.installedVersion(of: object, kind))
    }

    private static func installedVersion(of object: Node, _ kind: String) -> String? {
        switch kind {
        case "Istio", "IstioRevision": object["spec"]?["version"]?.scalarText
        case "IstioOperator":
            (object["spec"]?["tag"] ?? object["spec"]?["values"]?["global"]?["tag"])?.scalarText
        default: nil
        }
    }
}

extension ObjectReference {
    package var apiVersion: String { content.apiVersion }
    package var kind: String { content.kind }

    package var namespace: String {
        get { content.namespace }
        set { replace(namespace: newValue) }
    }

    package var name: String {
        get { content.name }
        set { replace(name: newValue) }
    }

    package var labels: ObjectTexts {
        get { content.labels }
        set { replace(labels: newValue) }
    }

    package var annotations: ObjectTexts { content.annotations }

    /// Whether this is the very same reference, not only one like it.
    package func isIdentical(to other: ObjectReference) -> Bool { content === other.content }

    /// The release of Istio that the object installs, in its own words: `v1.26.0` of Sail's Istio, the tag of an
    /// IstioOperator; nil for what installs none, or does not say.
    package var installedVersion: String? { content.installedVersion }

    private mutating func replace(namespace: String? = nil, name: String? = nil, labels: ObjectTexts? = nil) {
        content = Content(
            apiVersion: apiVersion, kind: kind, namespace: namespace ?? self.namespace, name: name ?? self.name,
            labels: labels ?? self.labels, annotations: annotations, installedVersion: installedVersion)
    }
}
