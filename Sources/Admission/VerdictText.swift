import Documents
import IstioSchema
import Validation

/// A verdict in words: each line readable alone, on one line, within what the API server and kubectl show.
struct VerdictText {
    private let judgement: Checkpoint.Judgement

    init(_ judgement: Checkpoint.Judgement) { self.judgement = judgement }

    /// Characters of one warning: kubectl and the API server cut from 256 on, and 120 fit a terminal's line.
    private static let warningCharacters = 120
    /// Warnings of one answer, and their characters in all: a request's 4,096 are shared by every webhook.
    private static let maximumWarnings = 12
    private static let maximumCharacters = 3000
    /// Causes of one denial: kubectl prints them all, and nobody reads more.
    private static let maximumCauses = 20
    private static let causeCharacters = 300

    // MARK: Denial

    /// A cause of `status.details`, of which kubectl prints field and message.
    struct Cause {
        let reason: String
        let field: String
        let message: String
    }

    var causes: [Cause] {
        let causes = judgement.verdict.causes
        var texts = causes.prefix(Self.maximumCauses).map(cause)
        if causes.count > texts.count, let first = causes.first {
            texts.append(
                Cause(
                    reason: "FieldValueInvalid", field: first.document.field.description,
                    message: "and \(causes.count - texts.count) more: sekisho check shows all"))
        }
        return texts
    }

    private func cause(_ placed: PlacedDiagnostic) -> Cause {
        let diagnostic = placed.diagnostic
        let field = placed.fullPath.onOneLine.elidedInTheMiddle(to: 200)
        var place: [String] = []
        if let line = placed.line { place.append("line \(line)") }
        if judgement.release.isKnown { place.append("Istio \(judgement.release)") }
        var message = diagnostic.message
        if !place.isEmpty { message += " (\(place.joined(separator: ", ")))" }
        if let advice = placed.advice { message += "; \(advice)" }
        let tail = " [\(diagnostic.id)]"
        return Cause(
            reason: diagnostic.causeReason, field: field,
            message: message.onOneLine.elided(to: Self.causeCharacters - tail.unicodeScalars.count) + tail)
    }

    /// `status.message`: a count, then a line each.
    var message: String {
        let causes = judgement.verdict.causes
        let what = causes.allSatisfy { $0.diagnostic.severity == .error } ? "error" : "mistake"
        let count = "\(causes.count) \(what)\(causes.count == 1 ? "" : "s")"
        var lines = ["\(count) in the mesh configuration for Istio \(judgement.release)"]
        for placed in causes.prefix(Self.maximumCauses) {
            var line = placed.text(withID: false)
            if let advice = placed.advice { line += "; \(advice)" }
            lines.append(line.onOneLine.elided(to: Self.causeCharacters) + " [\(placed.diagnostic.id)]")
        }
        if causes.count > Self.maximumCauses { lines.append("and \(causes.count - Self.maximumCauses) more") }
        return lines.joined(separator: "\n")
    }

    // MARK: Warnings

    var warnings: [String] {
        let all = judgement.verdict.warnings
        var texts: [String] = []
        var characters = 0
        texts.reserveCapacity(min(all.count, Self.maximumWarnings))
        for index in all.indices {
            let warning = all[index]
            let text = Self.text(of: warning)
            let count = text.scalarCount
            guard texts.count < Self.maximumWarnings - 1 || all.count == Self.maximumWarnings,
                characters + count <= Self.maximumCharacters - Self.warningCharacters
            else { break }
            texts.append(text)
            characters += count
        }
        if texts.count < all.count { texts.append("and \(all.count - texts.count) more: sekisho check shows all") }
        return texts
    }

    private static func text(of warning: Verdict.Warning) -> String {
        let prefix =
            switch warning.softened {
            case nil: ""
            case .existing: "not denied, as it was so before: "
            case .audit: "would be denied: "
            case .exemptUser: "not denied for this user: "
            case .breakGlass: "not denied, by break glass: "
            }
        return warning.diagnostic.line(within: warningCharacters, prefix: prefix)
    }
}

extension PlacedDiagnostic {
    /// The line of the text that the author wrote; nil for an object that arrived as JSON, whose lines nobody knows.
    fileprivate var line: Int? {
        guard case .text = document.body else { return nil }
        return diagnostic.mark?.line
    }

    /// What to write instead: a piece of YAML after `write`, prose as it is.
    fileprivate var advice: String? {
        guard let fix = diagnostic.fix, !fix.isEmpty, !diagnostic.message.holds(fix) else { return nil }
        return fix.holds(": ") || fix.hasPrefix("\"") ? "write \(fix)" : fix
    }

    /// As in `mesh:14: connectTimeout: must be at most 1h, not 2h [connect-timeout-range]`.
    fileprivate func text(withID: Bool, path: String? = nil, prefix: String = "") -> String {
        // Bytes are put together at a quarter of what strings cost.
        var text: [UInt8] = []
        text.reserveCapacity(240)
        text += prefix.utf8
        if !document.label.isEmpty, case .text = document.body {
            text += document.label.utf8
            if let line {
                text.append(UInt8(ascii: ":"))
                text += String(line).utf8
            }
            text += ": ".utf8
        } else if !document.object.name.isEmpty, diagnostic.path.isRoot {
            text += document.object.kind.utf8
            text.append(UInt8(ascii: " "))
            text += document.object.name.utf8
            text += ": ".utf8
        }
        let path = path ?? diagnostic.path.description
        if !path.isEmpty {
            text += path.utf8
            text += ": ".utf8
        }
        text += diagnostic.message.utf8
        if withID {
            text += " [".utf8
            text += diagnostic.id.text.utf8
            text.append(UInt8(ascii: "]"))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The text within so many characters: the middle of the path goes first, then the end of the message.
    func line(within limit: Int, prefix: String = "") -> String {
        let written = diagnostic.path.description
        let whole = text(withID: true, path: written, prefix: prefix).onOneLine
        let excess = whole.scalarCount - limit
        if excess <= 0 { return whole }
        let path = diagnostic.path.elided(
            written, to: written.count - excess, atLeast: Self.leastOfPath)
        // The same path makes the same text, which is too long.
        let isShorter = path != written
        if isShorter {
            let shorter = text(withID: true, path: path, prefix: prefix).onOneLine
            if shorter.scalarCount <= limit { return shorter }
        }
        let tail = " [\(diagnostic.id)]"
        let head = text(withID: false, path: path, prefix: prefix).onOneLine
        return head.elided(to: limit - tail.unicodeScalars.count) + tail
    }

    /// Characters of a path that stay: enough for the field's own name, seldom for those that it stands in.
    private static let leastOfPath = 24
}

extension FieldPath {
    /// At most so many characters: whole steps from both ends with `…` between, or the ends of the text.
    ///
    /// - Parameters:
    ///   - whole: the path's description.
    ///   - least: how many characters stay where the limit leaves no room for a whole step.
    fileprivate func elided(_ whole: String, to limit: Int, atLeast least: Int) -> String {
        guard whole.count > limit else { return whole }
        // Each step as it stands behind another: `.field` or `[0]`.
        let pieces = steps.map { step in
            let text = FieldPath.root.child(step).description
            return text.utf8.first == UInt8(ascii: "[") ? text : "." + text
        }
        // No character goes over the end of a piece: each begins and ends with one of ASCII.
        let counts = pieces.map(\.count)
        for head in [2, 1, 0] {
            var first = pieces.prefix(head).joined()
            if first.utf8.first == UInt8(ascii: ".") { first.removeFirst() }
            first += first.isEmpty ? "…" : ".…"
            let room = limit - first.count
            for tail in stride(from: pieces.count - head - 1, to: 0, by: -1)
            where counts.suffix(tail).reduce(0, +) <= room {
                return first + pieces.suffix(tail).joined()
            }
        }
        return whole.elidedInTheMiddle(to: max(least, limit))
    }
}

extension Diagnostic {
    /// The cause's reason in Kubernetes' words.
    ///
    /// Source: k8s.io/apimachinery meta/v1 `CauseType`.
    fileprivate var causeReason: String {
        if id == .meshEnumUnknown { return "FieldValueNotSupported" }
        if id == .meshDuplicateKey { return "FieldValueDuplicate" }
        if id == .meshTypeMismatch || id == .proxyMetadataNotString { return "FieldValueTypeInvalid" }
        if message.hasPrefix("must be set") { return "FieldValueRequired" }
        return "FieldValueInvalid"
    }
}
