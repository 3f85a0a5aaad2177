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
        let release = judgement.release
        var text: [UInt8] = []
        text.reserveCapacity(Self.causeCharacters)
        let line = placed.line
        if line != nil || release.isKnown {
            text.append(" (")
            if let line {
                text.append("line ")
                text.append(decimal: line)
                if release.isKnown { text.append(", ") }
            }
            if release.isKnown {
                text.append("Istio ")
                text.append(release.description)
            }
            text.append(")")
        }
        if let advice = placed.advice {
            text.append("; ")
            text.append(advice)
        }
        let id = diagnostic.id
        // The id stands behind a blank, in brackets.
        let limit = Self.causeCharacters - id.text.scalarCount - 3
        let behind = String.oneLine(of: text)
        let beginning = diagnostic.message.onOneLine.elidedInLongWords(to: limit - behind.scalarCount)
        var message = Array((beginning + behind).elided(to: limit).utf8)
        message.append(id: id)
        return Cause(
            reason: diagnostic.causeReason, field: placed.fullPath.onOneLine.elidedInTheMiddle(to: 200),
            message: String(decoding: message, as: UTF8.self))
    }

    /// `status.message`: a count, then a line each.
    var message: String {
        let causes = judgement.verdict.causes
        let what = causes.allSatisfy { $0.diagnostic.severity == .error } ? "error" : "mistake"
        let count = "\(causes.count) \(what)\(causes.count == 1 ? "" : "s")"
        var text: [UInt8] = []
        text.reserveCapacity(400)
        text.append("\(count) in the mesh configuration for Istio \(judgement.release)")
        var line: [UInt8] = []
        line.reserveCapacity(240)
        for placed in causes.prefix(Self.maximumCauses) {
            let limit = Self.causeCharacters + placed.diagnostic.id.text.scalarCount + 3
            text.append(UInt8(ascii: "\n"))
            text.append(placed.line(within: limit, advice: placed.advice, in: &line))
        }
        if causes.count > Self.maximumCauses { text.append("\nand \(causes.count - Self.maximumCauses) more") }
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Warnings

    var warnings: [String] {
        let all = judgement.verdict.warnings
        var texts: [String] = []
        var characters = 0
        texts.reserveCapacity(min(all.count, Self.maximumWarnings))
        var line: [UInt8] = []
        line.reserveCapacity(240)
        for index in all.indices {
            let warning = all[index]
            let text = Self.text(of: warning, in: &line)
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

    /// - Parameter line: memory to write in.
    private static func text(of warning: Verdict.Warning, in line: inout [UInt8]) -> String {
        let placed = warning.diagnostic
        guard let softened = warning.softened else {
            return placed.keptLine { placed.line(within: warningCharacters, in: &line) }
        }
        let prefix =
            switch softened {
            case .existing: "not denied, as it was so before: "
            case .audit: "would be denied: "
            case .exemptUser: "not denied for this user: "
            case .breakGlass: "not denied, by break glass: "
            }
        return placed.line(within: warningCharacters, prefix: prefix, in: &line)
    }
}

extension PlacedDiagnostic {
    /// What to write instead: a piece of YAML after `write`, prose as it is.
    fileprivate var advice: String? {
        guard let fix = diagnostic.fix, !fix.isEmpty, !diagnostic.message.holds(fix) else { return nil }
        return !Self.proseIDs.contains(diagnostic.id) && fix.isPieceOfYAML ? "write \(fix)" : fix
    }

    /// What is no YAML is explained in prose, which may begin with the author's own line.
    private static let proseIDs: Set<DiagnosticID> = [.meshYAMLSyntax, "injector-config-yaml", "injector-values-parse"]
}

extension String {
    /// Whether this is a word, an entry, an element, or a quoted or bracketed value: prose begins with words.
    fileprivate var isPieceOfYAML: Bool {
        guard let blank = utf8.firstIndex(of: UInt8(ascii: " ")) else { return true }
        let first = self[..<blank]
        return first.utf8.last == UInt8(ascii: ":") || first == "-"
            || ["\"", "'", "[", "{"].contains { hasPrefix($0) }
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
