import Documents
import IstioSchema
import MeshRules
import Validation

/// The rules as their readers look for them.
package enum RulePages {
    package static let chapters = RuleChapter.all

    private static let byID: [DiagnosticID: Rule] = Dictionary(
        Rule.all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    package static func rule(_ id: DiagnosticID) -> Rule? { byID[id] }

    /// The ids that a policy and an allowance may speak of.
    package static let knownIDs = Set(Rule.all.map(\.id))

    /// The nearest id to what somebody wrote: a misspelt one, else one that holds the same words.
    package static func suggestion(for text: String) -> DiagnosticID? {
        let ids = Rule.all.map(\.id.text)
        if let near = NearName.nearest(to: text, among: ids) { return DiagnosticID(near) }
        // Words that are written as one, or not to the end.
        let letters = text.letters
        let beginning = ids.filter { $0.letters.hasPrefix(letters) }.min { ($0.count, $0) < ($1.count, $1) }
        if letters.utf8.count >= 4, let beginning { return DiagnosticID(beginning) }
        let words = Set(text.lowercased().split { $0 == "-" || $0 == "_" || $0 == " " }.map(String.init))
        guard !words.isEmpty else { return nil }
        let scored = Rule.all.map { rule in
            let parts = rule.id.text.split(separator: "-").map(String.init)
            return (
                id: rule.id, score: score(of: parts, for: words), length: parts.count, severity: rule.severity.rawValue
            )
        }
        // Of those with the same words, the shortest, and of these what hurts most.
        let best = scored.max { left, right in
            (left.score, -left.length, left.severity, right.id) < (right.score, -right.length, right.severity, left.id)
        }
        guard let best, best.score >= words.count else { return nil }
        return best.id
    }

    /// Two for each word that is one of an id's parts, one for each that is near to one.
    private static func score(of parts: [String], for words: Set<String>) -> Int {
        words.reduce(0) { score, word in
            if parts.contains(word) { return score + 2 }
            return NearName.nearest(to: word, among: parts) == nil ? score : score + 1
        }
    }

    /// `docs/rules/README.md`: every rule by chapter.
    package static var index: String {
        var text = """
            # Rules

            \(Rule.all.count) rules in \(chapters.filter { !$0.rules.isEmpty }.count) chapters. Written by \
            `sekisho rules --markdown docs/rules` from the rules themselves; change them there.

            | severity | what Istio does | what the webhook does |
            |---|---|---|
            | error | refuses the configuration, or something breaks by it | denies |
            | warning | takes it, and ignores it or hurts by it | warns; a policy may deny |
            | note | takes it; there is a better way | nothing: only `sekisho check` says it |

            """
        for chapter in chapters where !chapter.rules.isEmpty {
            text +=
                "\n## \(chapter.title)\n\n\(chapter.summary)\n\n| rule | severity | what is wrong |\n|---|---|---|\n"
            for rule in chapter.rules {
                text += "| [\(rule.id)](\(rule.id).md) | \(rule.severity) | \(rule.summary.escapedForTable) |\n"
            }
        }
        return text
    }

    /// The rules as one JSON object.
    package static func json(_ rules: [Rule]) -> String {
        var json = JSONWriter(indentation: 2)
        json.object { json in
            json.member("version", JSONOutput.version)
            json.array("rules") { json in for rule in rules { RulePage(rule).write(&json) } }
        }
        return json.text + "\n"
    }

    /// A line a rule, by chapter.
    package static func list(_ rules: [Rule], usesColour: Bool) -> String {
        let style = TerminalStyle(isOn: usesColour)
        let width = rules.map(\.id.text.utf8.count).max() ?? 0
        var text = ""
        for chapter in chapters {
            let shown = chapter.rules.filter { rule in rules.contains { $0.id == rule.id } }
            guard !shown.isEmpty else { continue }
            text += (text.isEmpty ? "" : "\n") + style.paint(chapter.title, .bold) + "\n"
            for rule in shown {
                let blanks = String(repeating: " ", count: width - rule.id.text.utf8.count + 2)
                let severity = style.severity(rule.severity)
                let pad = String(repeating: " ", count: 9 - rule.severity.description.count)
                text += "  \(rule.id)\(blanks)\(severity)\(pad)\(rule.summary)\n"
            }
        }
        return text + "\n\(rules.count.counted("rule")). `sekisho explain ID` says more of one.\n"
    }
}

extension String {
    /// The letters and digits alone, in lower case.
    fileprivate var letters: String { lowercased().filter { $0.isLetter || $0.isNumber } }

    var escapedForTable: String { replacing("|", with: "\\|").replacing("\n", with: " ") }
}
