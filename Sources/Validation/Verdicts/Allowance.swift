import Documents
import IstioSchema

/// An author's wish that a warning be let through, with a reason: a comment `# sekisho:allow ID REASON` in a text, or the
/// annotation `sekisho.dev/allow` with `sekisho.dev/reason` on an object.
package struct Allowance: Hashable, Sendable {
    package let id: DiagnosticID
    /// Empty where the author gave none; such an allowance is not honoured.
    package let reason: String
    /// The line of the text, from 1, that the comment is about; nil for an annotation, which is about the whole object.
    package let line: Int?
    /// The document whose text holds the comment; nil for an annotation.
    package let field: FieldPath?

    package init(_ id: DiagnosticID, reason: String, line: Int? = nil, field: FieldPath? = nil) {
        self.id = id
        self.reason = reason
        self.line = line
        self.field = field
    }

    func covers(_ placed: PlacedDiagnostic) -> Bool {
        guard !reason.isEmpty, placed.diagnostic.id == id else { return false }
        guard let line else { return true }
        return placed.document.field == field && placed.diagnostic.mark?.line == line
    }
}

extension Allowance {
    package static let annotation = "sekisho.dev/allow"
    package static let reasonAnnotation = "sekisho.dev/reason"
    private static let comment = "sekisho:allow"

    /// Over this many nobody means what they write.
    private static let maximum = 200

    /// The allowances of a document: its object's annotation, and the comments of its text.
    package static func all(in document: MeshDocument) -> [Allowance] {
        var allowances = annotations(of: document.object)
        if case .text(let text) = document.body { allowances += comments(in: text, field: document.field) }
        return Array(allowances.prefix(maximum))
    }

    private static func annotations(of object: ObjectReference) -> [Allowance] {
        guard let ids = object.annotations[annotation] else { return [] }
        let reason = object.annotations[reasonAnnotation] ?? ""
        return ids.split { $0 == "," || $0.isWhitespace }.map { Allowance(DiagnosticID(String($0)), reason: reason) }
    }

    /// The allowances in a text's comments. A comment behind a value is about its line; one that stands alone is about the
    /// next line that is no comment.
    ///
    /// - Parameter field: the document that the text is of.
    package static func comments(in text: String, field: FieldPath) -> [Allowance] {
        // Nearly every text ends here.
        guard text.containsASCII("sekisho:allow") else { return [] }
        var allowances: [Allowance] = []
        var waiting: [(ids: [DiagnosticID], reason: String)] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let isAlone = line.drop { $0 == " " }.first == "#"
            let found = wish(in: line)
            if isAlone {
                if let found { waiting.append(found) }
                continue
            }
            for (ids, reason) in waiting + (found.map { [$0] } ?? []) {
                allowances += ids.map { Allowance($0, reason: reason, line: index + 1, field: field) }
            }
            waiting = []
            guard allowances.count < maximum else { break }
        }
        return allowances
    }

    private static func wish(in line: Substring) -> (ids: [DiagnosticID], reason: String)? {
        guard let hash = line.firstIndex(of: "#"), let place = line[hash...].firstRange(of: comment) else { return nil }
        let words = line[place.upperBound...].split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard let ids = words.first else { return nil }
        let reason = words.dropFirst().first.map(String.init) ?? ""
        return (ids.split(separator: ",").map { DiagnosticID(String($0)) }, reason)
    }
}
