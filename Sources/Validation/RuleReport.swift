import Documents
import IstioSchema

/// What a rule has to say of one document, and what it may know beside the value that it looks at.
@usableFromInline package struct RuleReport: Sendable {
    package let version: IstioVersion
    private let document: MeshDocument
    /// The document's root message with Istio's defaults under it; nil for documents that are no messages.
    package let root: Message?
    private let time: Int64?
    /// Whether a rule has asked for the time, so that it may say something else tomorrow.
    private(set) var dependsOnTime = false
    private let voices: [Rule.Voice]
    /// Which of the voices reports: to hand on an index counts no references, once for each rule.
    var rule: Int?
    var diagnostics = DiagnosticList()
    @usableFromInline var derivations = Derivations()
    private var suggestionsLeft = 20

    init(by voices: [Rule.Voice], version: IstioVersion, document: MeshDocument, root: Message?, now: Int64?) {
        self.voices = voices
        self.version = version
        self.document = document
        self.root = root
        time = now
    }

    /// The kind of the document, and the object that it was found in.
    package var kind: MeshDocument.Kind { document.kind }
    package var object: ObjectReference { document.object }

    /// The time to judge certificates by, in seconds since 1970; nil where the caller has no clock.
    package var now: Int64? {
        mutating get {
            dependsOnTime = true
            return time
        }
    }

    /// Whether a near name may still be looked for, which costs a comparison with every name: the first mistakes of a
    /// document get one.
    package mutating func mayStillSuggest() -> Bool {
        guard suggestionsLeft > 0 else { return false }
        suggestionsLeft = suggestionsLeft &- 1
        return true
    }

    /// Reports at a value.
    ///
    /// - Parameters:
    ///   - message: what must be true: `must be at most 1h`. What is there is added (`, not 2h`) to a message that begins
    ///     with `must be` or `must have` and has no `not` of its own, cut to 32 characters and never for a secret.
    ///   - path: where to point.
    ///   - origin: of the value; a default value is pointed at by its path alone.
    ///   - fix: what to write instead, where that is certain: `connectTimeout: 1h`.
    ///   - severity: another severity than the rule's, for a milder case of the same mistake.
    ///   - replacement: what to write over the scalar, unquoted as it stands in YAML, where that is certain.
    package mutating func add(
        _ message: String, at path: FieldPath, _ origin: Origin?, fix: String?, severity: Severity?,
        replacement: String?
    ) {
        add(
            message, path: path, mark: origin?.mark, end: origin?.end, text: origin?.text, fix: fix,
            severity: severity, replacement: replacement)
    }

    /// Reports at the key of a field: for settings that should not be there at all.
    package mutating func add(
        _ message: String, atKeyAt path: FieldPath, _ origin: Origin?, fix: String?, severity: Severity?
    ) {
        add(
            message, path: path, mark: origin?.keyMark, end: origin?.keyEnd, text: nil, fix: fix, severity: severity,
            replacement: nil, fingerprint: origin?.text)
    }

    /// Reports at the key of a message.
    package mutating func add(_ message: String, at value: Message, fix: String? = nil, severity: Severity? = nil) {
        add(message, atKeyAt: value.path, value.origin, fix: fix, severity: severity)
    }

    /// Reports at a node of a document that is no message.
    ///
    /// - Parameter path: from the document's root.
    package mutating func add(
        _ message: String, at node: Node, path: FieldPath, fix: String? = nil, severity: Severity? = nil,
        replacement: String? = nil
    ) {
        add(
            message, path: path, mark: node.mark, end: node.end, text: node.scalarText, fix: fix, severity: severity,
            replacement: replacement)
    }

    /// Reports at the key of an entry of a document that is no message.
    package mutating func add(
        _ message: String, atKeyOf entry: Node.Entry, path: FieldPath, fix: String? = nil, severity: Severity? = nil
    ) {
        add(
            message, path: path, mark: entry.keyMark, end: entry.keyEnd, text: nil, fix: fix, severity: severity,
            replacement: nil, fingerprint: entry.value.scalarText)
    }

    /// Reports something that is not in the text at all: a missing key, a deleted object.
    package mutating func add(_ message: String, path: FieldPath, fix: String? = nil, severity: Severity? = nil) {
        add(message, path: path, mark: nil, end: nil, text: nil, fix: fix, severity: severity, replacement: nil)
    }

    private mutating func add(
        _ message: String, path: FieldPath, mark: SourceMark?, end: SourceMark?, text: String?, fix: String?,
        severity: Severity?, replacement: String?, fingerprint: String? = nil
    ) {
        guard let rule, voices.indices.contains(rule) else { return }
        let voice = voices[rule]
        if voice.isOfWholes, document.isPartial { return }
        let severity = severity ?? voice.severity
        guard diagnostics.hasRoom(for: voice.id, severity) else { return }
        var message = message
        if let text, message.hasPrefix("must be ") || message.hasPrefix("must have "), !message.holds(", not ") {
            message += ", not \(DiagnosticText.shown(text, secret: path.mayHoldSecret))"
        }
        var edit: TextEdit?
        if let replacement, let mark, let end { edit = TextEdit(from: mark, to: end, replacement: replacement) }
        diagnostics.append(
            Diagnostic(
                id: voice.id, severity: severity, effect: voice.effect(of: severity), path: path, mark: mark,
                end: end, message: message, fix: fix, edit: edit, value: fingerprint ?? text))
    }
}

extension Rule.Voice {
    /// The effect of a case that is milder, or worse, than what the rule is about: nothing is refused for a warning.
    fileprivate func effect(of severity: Severity) -> Effect {
        if severity == self.severity { return effect }
        switch severity {
        case .note: return .advice
        case .warning: return .risky
        case .error: return .breaks
        }
    }
}

/// The author's text inside a message.
package enum DiagnosticText {
    /// At most 32 characters, on one line; empty text in quotes; a secret never.
    package static func shown(_ text: String, secret: Bool = false) -> String {
        if secret { return "what is written" }
        if text.isEmpty { return "\"\"" }
        let shown = text.excerpt(32)
        let bytes = text.utf8
        let isQuoted = bytes.first == 0x20 || bytes.last == 0x20 || text.holds(", ") || hasWideBlankAtAnEnd(text)
        return isQuoted ? "\"\(shown)\"" : shown
    }

    /// Whether a text begins or ends with a blank that is no ASCII, such as U+3000: nobody would see it.
    private static func hasWideBlankAtAnEnd(_ text: String) -> Bool {
        [text.unicodeScalars.first, text.unicodeScalars.last].contains { scalar in
            scalar.map { !$0.isASCII && $0.properties.isWhitespace } ?? false
        }
    }
}
