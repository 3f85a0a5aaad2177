import Documents
import IstioSchema

/// A document that was read: what rules look at.
///
/// A reference: two of them are the same reading where they are the same object.
package final class ReadDocument: Sendable {
    package let document: MeshDocument
    /// The tree of the text, or the node that was given; nil where the text could not be read.
    package let node: Node?
    /// The message as written; nil where the document is no message, or could not be decoded at all.
    package let written: Message?
    /// The message with Istio's defaults under it.
    package let effective: Message?
    /// What there is to say of how it reads, before any rule has looked at it.
    let found: DiagnosticList

    init(document: MeshDocument, node: Node?, written: Message?, effective: Message?, found: DiagnosticList) {
        self.document = document
        self.node = node
        self.written = written
        self.effective = effective
        self.found = found
    }

    /// Whether every value was of its field's type, as far as there are any: what is not has been spoken of.
    package var isSilent: Bool { found.all.isEmpty }

    package var kind: MeshDocument.Kind { document.kind }
    package var object: ObjectReference { document.object }

    /// Whether this stands for the key `mesh` that a ConfigMap lacks: for Istio's defaults, which nobody wrote.
    package var isAbsentKey: Bool { kind == .mesh && object.kind == "ConfigMap" && !document.isText }
}

/// A document before and after a change; nil where it did not exist, or does not exist any more.
package struct ChangedDocument: Sendable {
    package let old: ReadDocument?
    package let new: ReadDocument?

    /// The messages with defaults, where both sides could be read.
    package var messages: (old: Message, new: Message)? {
        guard let old = old?.effective, let new = new?.effective else { return nil }
        return (old, new)
    }
}
