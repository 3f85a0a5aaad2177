import ArgumentParser
import Documents
import Linter
import MeshRules
import Validation

/// `sekisho rules`: the list of rules, for people, programs and the documentation.
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the rules.",
        discussion: "A word lists the rules whose id, summary or chapter holds it: sekisho rules retry")

    @Argument(help: "An id, or a word to look for.")
    var text: String?
    @Option(help: "Only rules of this severity.")
    var severity: Severity?
    @Option(help: "Form of the output.")
    var format: Format = .text
    @Option(help: ArgumentHelp("Write an index and a page a rule into a folder.", valueName: "dir"))
    var markdown: String?
    @Option(help: ArgumentHelp("When to colour; NO_COLOR and CLICOLOR_FORCE count too.", valueName: "when"))
    var color: ColourChoice = .auto

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, markdown
    }

    enum TextOrJSON: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    func run() throws {
        if let markdown { return writePages(to: markdown) }
        let rules = RulePages.rules(about: text, severity)
        guard !rules.isEmpty else {
            Console.error(Explain.unknown(text ?? ""))
            Console.exit(.usage)
        }
        switch format {
        case .json:
            Console.output(RulePages.json(rules))
        case .markdown:
            Console.output(
                rules.count == Rule.all.count
                    ? RulePages.index : rules.map { RulePage($0).markdown }.joined(separator: "\n"))
        case .text:
            if rules.count == 1, let rule = rules.first, rule.id.text == text { return Explain.show(rule, color) }
            Console.output(RulePages.list(rules, usesColour: Console.usesColour(color)))
        }
    }

    private func writePages(to directory: String) {
        do throws(FileSystem.Failure) {
            let count = try RulePages.write(to: directory)
            Console.output("\(count) pages in \(directory)\n")
        } catch {
            Console.error("sekisho: \(directory): \(error)")
            Console.exit(.unreadable)
        }
    }
}
