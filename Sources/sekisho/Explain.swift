import ArgumentParser
import Documents
import Linter
import Validation

/// `sekisho explain`: all there is to say of one rule.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what a rule is about, why it matters and how to mend it.")

    @Argument(help: "The id in brackets behind a diagnostic: unsafe-503-retry.")
    var id: String
    @Option(help: ArgumentHelp("When to colour; NO_COLOR and CLICOLOR_FORCE count too.", valueName: "when"))
    var color: ColourChoice = .auto

    func run() {
        guard id != UnusedAllowance.id.text else { return Console.output(UnusedAllowance.explanation) }
        guard let rule = RulePages.rule(DiagnosticID(id)) else {
            Console.error(Self.unknown(id))
            Console.exit(.usage)
        }
        Self.show(rule, color)
    }

    static func show(_ rule: Rule, _ color: ColourChoice) {
        Console.output(
            RulePage(rule).terminalText(usesColour: Console.usesColour(color), columns: Console.columns ?? 80))
    }

    static func unknown(_ text: String) -> String {
        let near = RulePages.suggestion(for: text).map { "; did you mean \($0)?" } ?? "; `sekisho rules` lists all"
        return "sekisho: there is no rule \(text.escapedForDisplay.elided(to: 60))\(near)"
    }
}
