import Documents

/// One document that Istio, or what belongs to it, reads: a text or a part of an object, and where it was found.
package struct MeshDocument: Sendable {
    /// Every diagnostic carries its document: it is shared, not copied.
    private let content: Content

    private final class Content: Sendable {
        let kind: Kind
        let body: Body
        let object: ObjectReference
        let field: FieldPath
        let label: String
        let origin: TextOrigin
        let isPartial: Bool

        init(
            _ kind: Kind, _ body: Body, object: ObjectReference, field: FieldPath, label: String, origin: TextOrigin,
            isPartial: Bool
        ) {
            self.kind = kind
            self.body = body
            self.object = object
            self.field = field
            self.label = label
            self.origin = origin
            self.isPartial = isPartial
        }
    }

    package var kind: Kind { content.kind }
    package var body: Body { content.body }
    /// Whether the body is a text; asked without a copy of it.
    package var isText: Bool { if case .text = content.body { true } else { false } }
    /// The object that the document was found in.
    package var object: ObjectReference { content.object }
    /// Where in the object: `data.mesh`, `spec`; the root for a document that is an object or a file by itself.
    package var field: FieldPath { content.field }
    /// How a place in the text is called where the file is not known: `mesh` in `mesh:14`.
    package var label: String { content.label }
    /// How a mark in the text maps to a mark in the file that it was found in.
    package var origin: TextOrigin { content.origin }
    /// Whether somebody else adds to the document before Istio reads it, so that nobody can tell what it lacks: values that
    /// an installer takes from several places.
    package var isPartial: Bool { content.isPartial }

    package enum Kind: Int, CaseIterable, Sendable {
        /// `data.mesh` of the ConfigMap `istio[-revision]`, or `meshConfig` of an IstioOperator and the like.
        case mesh
        case meshNetworks
        /// The text of a `proxy.istio.io/config` annotation.
        case proxyConfigAnnotation
        /// A ProxyConfig of `networking.istio.io`: the whole object.
        case proxyConfigResource
        /// `data.config` of the ConfigMap `istio-sidecar-injector[-revision]`.
        case injectorConfig
        /// `data.values` of the same.
        case injectorValues
        /// The whole ConfigMap `istio-ca-root-cert`.
        case rootCertificate
        /// The whole ConfigMap `istio-cni-config`.
        case cniConfig
        /// The whole Deployment of istiod.
        case istiodDeployment
        /// The variables alone that Helm values or an operator's component put into it: a mapping, or a list as a container's.
        case istiodEnvironment
        /// Values of the chart istiod, for what concerns where things stand in them.
        case helmValues
        /// A whole ConfigMap that Istio reads (`istio`, `istio-sidecar-injector`), for what concerns the object itself.
        case configMap
        /// A whole Telemetry; for its references to providers.
        case telemetry
        /// A whole AuthorizationPolicy; for its references to providers.
        case authorizationPolicy
        /// A whole object with a pod template, or a pod.
        case workload
    }

    package enum Body: Sendable {
        case text(String)
        case node(Node)
    }

    package init(
        _ kind: Kind, _ body: Body, object: ObjectReference = ObjectReference(), field: FieldPath = .root,
        label: String = "", origin: TextOrigin = .same, isPartial: Bool = false
    ) {
        content = Content(
            kind, body, object: object, field: field, label: label, origin: origin, isPartial: isPartial)
    }

    /// Whether this is the very same document, not only one like it.
    package func isIdentical(to other: MeshDocument) -> Bool { content === other.content }

    /// The type of the document's root; nil for documents that are no message of Istio's.
    package var rootMessage: MessageName? {
        switch kind {
        case .mesh: .meshConfig
        case .meshNetworks: .meshNetworks
        case .proxyConfigAnnotation: .proxyConfig
        case .proxyConfigResource: .proxyConfigResource
        default: nil
        }
    }
}

/// Where a text stood in the file that it was read from.
package enum TextOrigin: Sendable {
    /// The marks are the file's own.
    case same
    /// A literal block (`|`): line 1 of the text is this line of the file, and every line is indented by so many columns.
    case literalBlock(firstLine: Int, indentation: Int)
    /// A scalar whose lines cannot be told from the file's: every mark is the place of its key.
    case scalar(SourceMark)

    package func mark(_ mark: SourceMark) -> SourceMark {
        switch self {
        case .same:
            mark
        case .literalBlock(let firstLine, let indentation):
            SourceMark(line: mark.line &+ firstLine &- 1, column: mark.column &+ indentation)
        case .scalar(let place):
            place
        }
    }
}
