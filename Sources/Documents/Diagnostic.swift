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
///
/// What it says is shared by its copies: a diagnostic is put into lists, sorted and handed on far more often than it is
/// looked at.
package struct Diagnostic: Sendable {
    private let content: Content
    /// Whether this is an unknown, misplaced or repeated field, about which Kubernetes lets the client decide
    /// (`fieldValidation`).
    package var concernsFieldName: Bool

    private final class Content: Sendable {
        let id: DiagnosticID
        let severity: Severity
        let effect: Effect
        let path: FieldPath
        let mark: SourceMark?
        let end: SourceMark?
        let message: String
        let fix: String?
        let edit: TextEdit?
        let value: String?

        init(
            id: DiagnosticID, severity: Severity, effect: Effect, path: FieldPath, mark: SourceMark?, end: SourceMark?,
            message: String, fix: String?, edit: TextEdit?, value: String?
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
        }
    }

    package init(
        id: DiagnosticID, severity: Severity, effect: Effect, path: FieldPath, mark: SourceMark?,
        end: SourceMark? = nil,
        message: String, fix: String? = nil, edit: TextEdit? = nil, value: String? = nil,
        concernsFieldName: Bool = false
    ) {
        content = Content(
            id: id, severity: severity, effect: effect, path: path, mark: mark, end: end, message: message, fix: fix,
            edit: edit, value: value)
        self.concernsFieldName = concernsFieldName
    }
}

extension Diagnostic {
    package var id: DiagnosticID { content.id }
    package var severity: Severity { content.severity }
    package var effect: Effect { content.effect }
    package var path: FieldPath { content.path }

    /// Where to point, in the text that was read; nil where the author wrote nothing there.
    package var mark: SourceMark? { content.mark }

    /// Just behind what is pointed at, on the same or a later line; nil to point at one character.
    package var end: SourceMark? { content.end }

    /// What must be true, then what is there, on one line, without path, severity or id.
    ///
    /// For example `must be at most 1h, not 2h`.
    package var message: String { content.message }

    /// What to write instead, as one line of prose or of YAML.
    package var fix: String? { content.fix }

    /// A change of the text that mends this and changes nothing else; nil where only a person can tell.
    package var edit: TextEdit? { content.edit }

    /// The author's text of the value, to tell whether an old mistake and a new one are the same.
    ///
    /// Never shown.
    package var value: String? { content.value }
}

extension Diagnostic {
    /// Where a diagnostic without a place counts as standing: behind all others.
    package static let lastMark = SourceMark(line: .max, column: .max)

    /// By place, then path, then id, so that the same input gives the same bytes on every run.
    package static func inOrderOfPlace(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        let leftMark = left.mark ?? lastMark
        let rightMark = right.mark ?? lastMark
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
