import IstioSchema

/// A document that shows a rule, and tests it.
///
/// What is expected stands in the text, as a comment on the line that the diagnostic points at: `# ✗ must be at most 1h`.
/// The comment is part of the text that is checked and of the documentation. A diagnostic that has no line (for a text
/// that cannot hold a comment, or a field that is absent) is named in `expects`.
package struct Example: Sendable {
    package let title: String
    package let text: String
    /// The text before the change, for rules that compare; nil for a new document, or for a rule that does not.
    package let old: String?
    /// Whether the new document is absent: the change is a deletion.
    package let isDeletion: Bool
    package let kind: MeshDocument.Kind?
    package let version: IstioVersion
    /// Messages of diagnostics that the text cannot name in a comment.
    package let expects: [String]
    package let isValid: Bool
    /// The object around the document, where the rule looks at it.
    package let object: ObjectReference?

    /// A document that the rule has nothing to say about.
    package static func valid(
        _ title: String, _ text: String, kind: MeshDocument.Kind? = nil, in version: IstioVersion = .newest,
        old: String? = nil, object: ObjectReference? = nil
    ) -> Example {
        Example(
            title: title, text: text, old: old, isDeletion: false, kind: kind, version: version, expects: [],
            isValid: true,
            object: object)
    }

    /// A document with the mistake, marked where it stands.
    package static func invalid(
        _ title: String, _ text: String, kind: MeshDocument.Kind? = nil, in version: IstioVersion = .newest,
        old: String? = nil, isDeletion: Bool = false, expects: [String] = [], object: ObjectReference? = nil
    ) -> Example {
        Example(
            title: title, text: text, old: old, isDeletion: isDeletion, kind: kind, version: version, expects: expects,
            isValid: false, object: object)
    }
}
