/// The name of a mistake, in kebab case, which is never reused.
///
/// For example `unsafe-503-retry`.
package struct DiagnosticID: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let text: String

    package init(_ text: String) { self.text = text }
    package init(stringLiteral text: String) { self.text = text }

    package var description: String { text }

    package static func < (left: DiagnosticID, right: DiagnosticID) -> Bool { left.text < right.text }
}

/// One mistake in a document: what it is, where, and what to write instead.
package struct Diagnostic: Sendable {
    package let id: DiagnosticID
    package let severity: Severity
    package let effect: Effect
    package let path: FieldPath
    /// Where to point, in the text that was read; nil where the author wrote nothing there.
    package let mark: SourceMark?
    /// Just behind what is pointed at, on the same or a later line; nil to point at one character.
    package let end: SourceMark?
    /// What must be true, then what is there, on one line, without path, severity or id.
    ///
    /// For example `must be at most 1h, not 2h`.
    package let message: String
    /// What to write instead, as one line of prose or of YAML.
    package let fix: String?
    /// A change of the text that mends this and changes nothing else; nil where only a person can tell.
    package let edit: TextEdit?
    /// The author's text of the value, to tell whether an old mistake and a new one are the same.
    ///
    /// Never shown.
    package let value: String?
    /// Whether this is an unknown, misplaced or repeated field, about which Kubernetes lets the client decide
    /// (`fieldValidation`).
    package var concernsFieldName: Bool

    package init(
        id: DiagnosticID, severity: Severity, effect: Effect, path: FieldPath, mark: SourceMark?,
        end: SourceMark? = nil,
        message: String, fix: String? = nil, edit: TextEdit? = nil, value: String? = nil,
        concernsFieldName: Bool = false
    ) {
        self.id = id
        self.severity = severity
        self.effect = effect
        self.path = path
        self.mark = mark
        self.end = end
        self.message = message
        self.fix = fix
        self.edit = edit
        self.value = value
        self.concernsFieldName = concernsFieldName
    }
}

extension Diagnostic {
    /// By place, then path, then id, so that the same input gives the same bytes on every run.
    package static func inOrderOfPlace(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        let leftMark = left.mark ?? SourceMark(line: .max, column: .max)
        let rightMark = right.mark ?? SourceMark(line: .max, column: .max)
        if leftMark != rightMark { return leftMark < rightMark }
        if left.path != right.path {
            let leftPath = left.path.description
            let rightPath = right.path.description
            if leftPath != rightPath { return leftPath < rightPath }
        }
        if left.id != right.id { return left.id < right.id }
        return left.message < right.message
    }
}

/// A change of a text: the characters from `start` up to `end` are replaced.
package struct TextEdit: Hashable, Sendable {
    package let start: SourceMark
    package let end: SourceMark
    package let replacement: String

    package init(from start: SourceMark, to end: SourceMark, replacement: String) {
        self.start = start
        self.end = end
        self.replacement = replacement
    }
}
