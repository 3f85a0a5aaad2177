/// What was read of a YAML text.
package struct YAMLDocument: Sendable {
    /// The first document's value; null where the text holds none (empty, or comments only).
    package let root: Node
    /// Where a second document begins, which Istio's reader never looks at; nil where there is none.
    package let ignoredDocument: SourceMark?
    /// Whether anything in the text may read differently once it was written out and read again: see
    /// ``Node/writtenAndReadAgain()``.
    package let changesWhenReadAgain: Bool

    package init(root: Node, ignoredDocument: SourceMark?, changesWhenReadAgain: Bool = true) {
        self.root = root
        self.ignoredDocument = ignoredDocument
        self.changesWhenReadAgain = changesWhenReadAgain
    }
}
