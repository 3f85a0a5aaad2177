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

    /// The allowances of an object's documents: its annotation once, and the comments of every text.
    package static func all(in reports: [Report]) -> [Allowance] {
        var all: [Allowance] = []
        for report in reports {
            let found = report.allowances
            if !found.isEmpty { all += found }
        }
        guard !all.isEmpty else { return all }
        var seen: Set<Allowance> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// The allowances of a document: its object's annotation, and the comments of its text.
    package static func all(in document: MeshDocument) -> [Allowance] {
        var allowances = annotations(of: document.object)
        if case .text(let text) = document.body {
            let found = comments(in: text, field: document.field)
            if !found.isEmpty { allowances += found }
        }
        return allowances.count > maximum ? Array(allowances.prefix(maximum)) : allowances
    }

    private static func annotations(of object: ObjectReference) -> [Allowance] {
        guard let ids = object.annotations[annotation] else { return [] }
        let reason = object.annotations[reasonAnnotation] ?? ""
        return ids.split(maxSplits: maximum) { $0 == "," || $0.isWhitespace }.prefix(maximum).map {
            Allowance(DiagnosticID(String($0)), reason: reason)
        }
    }

    /// The allowances in a text's comments.
    ///
    /// A comment behind a value is about its line; one that stands alone is about the next line that is no comment.
    ///
    /// - Parameter field: the document that the text is of.
    package static func comments(in text: String, field: FieldPath) -> [Allowance] {
        guard text.holds(comment) else { return [] }
        var allowances: [Allowance] = []
        var waiting: [(ids: [DiagnosticID], reason: String)] = []
        var lines = TextLines(text)
        while let (number, line) = lines.next() {
            let isAlone = line.utf8.first { $0 != UInt8(ascii: " ") } == UInt8(ascii: "#")
            let found = line.holds(comment) ? wish(in: line) : nil
            if isAlone {
                if let found, waiting.count < maximum { waiting.append(found) }
                continue
            }
            for (ids, reason) in waiting + (found.map { [$0] } ?? []) {
                allowances += ids.map { Allowance($0, reason: reason, line: number, field: field) }
            }
            waiting = []
            guard allowances.count < maximum else { break }
        }
        return allowances
    }

    private static func wish(in line: Substring) -> (ids: [DiagnosticID], reason: String)? {
        guard let hash = line.firstIndex(of: "#"), let place = line[hash...].placeOf(comment) else { return nil }
        let words = line[place.upperBound...].split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard let ids = words.first else { return nil }
        let reason = words.dropFirst().first.map(String.init) ?? ""
        return (ids.split(separator: ",", maxSplits: maximum).prefix(maximum).map { DiagnosticID(String($0)) }, reason)
    }
}

/// The lines of a text as a YAML reader counts them, each without its end.
private struct TextLines {
    private var rest: Substring.UTF8View
    private var number = 0
    private var isDone = false

    init(_ text: String) { rest = text[...].utf8 }

    mutating func next() -> (number: Int, line: Substring)? {
        guard !isDone else { return nil }
        number = number &+ 1
        var place = rest.startIndex
        while place != rest.endIndex {
            let width = Self.width(ofBreakAt: place, in: rest)
            if width > 0 {
                let line = Substring(rest[..<place])
                rest = rest[rest.index(place, offsetBy: width)...]
                return (number, line)
            }
            rest.formIndex(after: &place)
        }
        isDone = true
        return (number, Substring(rest))
    }

    /// The bytes of a line's end (LF, CR LF, CR, and of Unicode NEL, LS, PS), or 0.
    private static func width(ofBreakAt place: Substring.UTF8View.Index, in text: Substring.UTF8View) -> Int {
        switch text[place] {
        case 0x0A: return 1
        case 0x0D: return text[place...].starts(with: [0x0D, 0x0A]) ? 2 : 1
        case 0xC2: return text[place...].starts(with: [0xC2, 0x85]) ? 2 : 0
        case 0xE2:
            return text[place...].starts(with: [0xE2, 0x80, 0xA8]) || text[place...].starts(with: [0xE2, 0x80, 0xA9])
                ? 3 : 0
        default: return 0
        }
    }
}
