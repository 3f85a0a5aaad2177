import Documents
import IstioSchema
import Manifests
import Validation

/// What istiod runs on where its ConfigMap lacks the key `mesh`: the defaults, as if the key held nothing.
///
/// Rules compare two documents. Without one that stands for the absent key, a change could be made in two steps that no
/// rule sees: one takes the key out, the other writes it anew.
struct AbsentMesh {
    private let validator: Validator
    private let names: ConfigMapNames
    private let passage: Checkpoint.Passage
    private let object: ObjectReference

    init(of examination: Checkpoint.Examination, _ names: ConfigMapNames, _ validator: Validator) {
        self.validator = validator
        self.names = names
        passage = examination.passage
        object = examination.object
    }

    /// What stands after a change that takes the document's key out of a ConfigMap; nil for any other document.
    func following(_ before: ReadDocument) -> ReadDocument? {
        isOfKeptConfigMap(before) ? empty(like: before.document) : nil
    }

    /// What stood before a change that brings the document's key into a ConfigMap; nil where nobody can tell what istiod
    /// ran on.
    ///
    /// Up to 1.24 that is what it read last, perhaps this very document, which is being put back. And under a name that
    /// is not istiod's own, nobody may have read the ConfigMap before, or reads it yet.
    ///
    /// Source: istio/istio 1.24 pkg/config/mesh/kubemesh/watcher.go `ReadConfigMap`; 1.25 pkg/config/mesh/meshwatcher
    /// collection.go `NewCollection`.
    func preceding(_ after: ReadDocument) -> ReadDocument? {
        guard isOfKeptConfigMap(after), validator.version >= .v1_25, names.content(of: after.object.name) == .mesh
        else { return nil }
        return empty(like: after.document)
    }

    /// Whether the mesh configuration is one under a key of a ConfigMap that is there before the change and after it.
    private func isOfKeptConfigMap(_ read: ReadDocument) -> Bool {
        passage.new != nil && passage.old != nil && read.kind == .mesh && read.object.kind == "ConfigMap"
            && read.document.isText
    }

    /// A tree and no text, so that nobody is told of a line in a text that is not there.
    private func empty(like document: MeshDocument) -> ReadDocument {
        let mark = passage.new?.entry("data")?.keyMark ?? .start
        return validator.read(
            MeshDocument(
                .mesh, .node(Node(.null, mark: mark, style: .plain)), object: object, field: document.field,
                label: document.label))
    }
}
