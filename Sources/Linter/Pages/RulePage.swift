import Documents
import IstioSchema
import Validation

/// What there is to read of one rule: what is wrong, why it matters, how it looks, how to mend it.
package struct RulePage {
    private let rule: Rule

    package init(_ rule: Rule) { self.rule = rule }

    private var chapter: String {
        RulePages.chapters.first { chapter in chapter.rules.contains { $0.id == rule.id } }?.title ?? ""
    }

    private var bad: [Example] { rule.examples.filter { !$0.isValid } }
    private var good: [Example] { rule.examples.filter(\.isValid) }

    private var releases: String {
        if rule.releases == .all {
            return "all that Sekisho knows (\(rule.releases.lowerBound) to \(rule.releases.upperBound))"
        }
        if rule.releases.upperBound == .newest { return "from \(rule.releases.lowerBound) on" }
        if rule.releases.lowerBound == ClosedRange.all.lowerBound { return "up to \(rule.releases.upperBound)" }
        return "\(rule.releases.lowerBound) to \(rule.releases.upperBound)"
    }

    // MARK: Markdown

    package var markdown: String {
        var text = """
            # \(rule.id)

            \(rule.summary.sentence)

            **\(rule.severity)**: \(rule.effect.words) · \(chapter) · Istio releases: \(releases)

            ## Why

            \(rule.rationale)

            ## Fix

            \(rule.fix)

            """
        if rule.isOfWholes { text += "\n## Parts\n\n\(Self.parts)\n" }
        if !bad.isEmpty { text += "\n## Bad\n" + bad.map(Self.markdown).joined() }
        if !good.isEmpty { text += "\n## Good\n" + good.map(Self.markdown).joined() }
        text += "\n## Allow\n\n\(allowance)\n"
        if !rule.sources.isEmpty {
            text += "\n## Sources\n\n" + rule.sources.map { "- \($0.markdown)\n" }.joined()
        }
        return text
    }

    private static let parts =
        "The rule speaks of what is left out, and so says nothing of a part: an IstioOperator's `spec.meshConfig` beside "
        + "`spec.values.meshConfig`, or Helm values that other files, objects of the cluster or placeholders (`${MESH}`) add to."

    private static func markdown(_ example: Example) -> String {
        var text = "\n\(example.title.sentenceStart):\n"
        if let old = example.old { text += "\n```yaml\n# before\n\(old.trimmedLines)\n```\n" }
        if example.isDeletion {
            text += "\nThen it is deleted.\n"
        } else {
            text += "\n```yaml\n\(example.old == nil ? "" : "# after\n")\(example.text.trimmedLines)\n```\n"
        }
        for message in example.expects { text += "\nSays: \(message)\n" }
        if example.version != .newest { text += "\nIn Istio \(example.version).\n" }
        return text
    }

    private var allowance: String {
        switch rule.severity {
        case .error:
            "An error cannot be allowed in the document. A policy can lower it: `rules: {\(rule.id): warning}`."
        case .warning, .note:
            """
            With a reason, at the end of the line or on the line before: `# sekisho:allow \(rule.id) REASON`. On the object: \
            the annotations `sekisho.dev/allow: \(rule.id)` and `sekisho.dev/reason`. For everybody, in the policy: \
            `rules: {\(rule.id): off}`.
            """
        }
    }

    // MARK: Terminal

    /// The page for a terminal of so many columns.
    package func terminalText(usesColour: Bool, columns: Int = 80) -> String {
        let style = TerminalStyle(isOn: usesColour)
        let width = max(40, min(columns, 100))
        var text = "\(style.paint(rule.id.text, .bold))  \(style.severity(rule.severity)): \(rule.effect.words)\n\n"
        text += rule.summary.sentence.wrapped(to: width, indent: 0) + "\n"
        func section(_ title: String, _ body: String) {
            text += "\n\(style.paint(title, .bold))\n" + body.wrapped(to: width, indent: 2) + "\n"
        }
        section("Why", rule.rationale)
        section("Fix", rule.fix)
        func examples(_ title: String, _ examples: [Example]) {
            guard !examples.isEmpty else { return }
            text += "\n\(style.paint(title, .bold))\n"
            for example in examples { text += Self.terminalText(example, style) }
        }
        if rule.isOfWholes { section("Parts", Self.parts) }
        examples("Bad", bad)
        examples("Good", good)
        section("Allow", allowance)
        section("Istio releases", releases)
        if !rule.sources.isEmpty {
            text += "\n\(style.paint("Sources", .bold))\n" + rule.sources.map { "  \($0.words)\n" }.joined()
        }
        text += "\n\(style.paint(RuleLink.page(rule.id), .dim))\n"
        return text
    }

    private static func terminalText(_ example: Example, _ style: TerminalStyle) -> String {
        var text = "  \(example.title.sentenceStart):\n"
        func block(_ body: String) -> String {
            body.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                guard let marker = line.firstRange(of: Example.marker) else { return "    \(line)\n" }
                return "    \(line[..<marker.lowerBound])\(style.paint(String(line[marker.lowerBound...]), .red))\n"
            }.joined()
        }
        if let old = example.old { text += "    # before\n" + block(old.trimmedLines) }
        if example.isDeletion {
            text += "    # then it is deleted\n"
        } else {
            if example.old != nil { text += "    # after\n" }
            text += block(example.text.trimmedLines)
        }
        for message in example.expects { text += "    says: \(style.paint(message, .red))\n" }
        return text + "\n"
    }

    // MARK: JSON

    func write(_ json: inout JSONWriter) {
        json.object { json in
            json.member("id", rule.id.text)
            json.member("severity", "\(rule.severity)")
            json.member("effect", rule.effect.rawValue)
            json.member("chapter", chapter)
            json.member("summary", rule.summary)
            json.member("rationale", rule.rationale)
            json.member("fix", rule.fix)
            json.object("releases") { json in
                json.member("first", "\(rule.releases.lowerBound)")
                json.member("last", "\(rule.releases.upperBound)")
            }
            json.member("sources", rule.sources.map(\.words))
            json.member("help", RuleLink.page(rule.id))
        }
    }
}

extension Effect {
    var words: String {
        switch self {
        case .rejected: "istiod refuses the whole document"
        case .breaks: "something refuses it, or breaks by it"
        case .ignored: "Istio ignores it"
        case .risky: "it works, and hurts"
        case .advice: "advice"
        }
    }
}

extension Source {
    var words: String {
        switch self {
        case .istio(let name): "Istio: \(name)"
        case .api(let name): "Istio API: \(name)"
        case .envoy(let name): "Envoy: \(name)"
        case .kubernetes(let name): "Kubernetes: \(name)"
        case .issue(let name): name
        case .document(let name): name
        }
    }

    fileprivate var markdown: String {
        switch self {
        case .istio(let name): "Istio: `\(name)`"
        case .issue(let name):
            name.issueAddress.map { "[\(name)](\($0))" } ?? name
        default: words
        }
    }
}

extension String {
    /// `istio/istio#61563` → its address.
    fileprivate var issueAddress: String? {
        let parts = split(separator: "#")
        guard parts.count == 2, parts[0].contains("/"), !parts[1].isEmpty, parts[1].allSatisfy(\.isNumber) else {
            return nil
        }
        return "https://github.com/\(parts[0])/issues/\(parts[1])"
    }

    /// With a full stop at the end.
    ///
    /// A first word that is a name keeps its case.
    fileprivate var sentence: String { hasSuffix(".") ? self : self + "." }

    fileprivate var sentenceStart: String {
        guard let first else { return self }
        return first.uppercased() + dropFirst()
    }

    fileprivate var trimmedLines: String {
        var text = self[...]
        while text.last == "\n" { text = text.dropLast() }
        return String(text)
    }

    /// Lines of at most so many characters, broken at blanks.
    func wrapped(to width: Int, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        return split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
            var lines: [String] = []
            var line = ""
            for word in paragraph.split(separator: " ") {
                if !line.isEmpty, indent + line.count + 1 + word.count > width {
                    lines.append(margin + line)
                    line = ""
                }
                line += (line.isEmpty ? "" : " ") + word
            }
            lines.append(line.isEmpty ? "" : margin + line)
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
