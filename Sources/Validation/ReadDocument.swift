import Documents
import IstioSchema

/// A document that was read: what rules look at.
package struct ReadDocument: Sendable {
    package let document: MeshDocument
    /// The tree of the text, or the node that was given; nil where the text could not be read.
    package let node: Node?
    /// The message as written; nil where the document is no message, or could not be decoded at all.
    package let written: Message?
    /// The message with Istio's defaults under it.
    package let effective: Message?

    package var kind: MeshDocument.Kind { document.kind }
    package var object: ObjectReference { document.object }
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
