import ArgumentParser
import Documents
import IstioSchema
import Linter

/// `sekisho diff`: what a change does to the mesh.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what a change does to the mesh, when it takes effect, and what is dangerous about it.",
        discussion: """
            Compares what Istio runs with, defaults included: moving lines or writing a default out is no change. A \
            new state that Istio refuses fails, as it takes no effect. sekisho check NEW --old OLD says all there is to \
            say of the new state, too.
            """)

    @Argument(help: "File or folder before the change.")
    var old: String
    @Argument(help: "The same after it.")
    var new: String
    @Option(help: ArgumentHelp("Istio release that reads it, such as 1.24.", valueName: "release"))
    var istio: IstioVersion?
    @Option(help: "What documents without a kind are.")
    var kind: InputReader.BareKind?
    @Option(help: ArgumentHelp("Policy file, as the webhook has it.", valueName: "file"))
    var policy: String?
    @Option(help: ArgumentHelp("When to colour; NO_COLOR and CLICOLOR_FORCE count too.", valueName: "when"))
    var color: ColourChoice = .auto
    @Option(help: ArgumentHelp("Least severity that fails.", valueName: "severity"))
    var failOn: FailureThreshold = .error

    func run() {
        // Without one of the two, all of the other would seem to be changed.
        let missing = InputSearch([old, new]).problems
        guard missing.isEmpty else {
            for problem in missing { Console.error(problem.line) }
            Console.exit(.unreadable)
        }
        var options = CheckOptions(now: Console.now)
        options.policy = Console.policy(policy).policy
        options.version = istio
        options.bareKind = kind
        let colour = Console.usesColour(color)
        let difference = MeshDifference(from: [old], to: [new], options: options, usesColour: colour)
        Console.output(difference.text)
        if !difference.result.diagnostics.isEmpty {
            let context = OutputContext(version: Sekisho.version, usesColour: colour, columns: Console.columns)
            Console.output("\n" + OutputFormat.text.render(difference.result, context))
        }
        for problem in difference.result.problems { Console.error(problem.line) }
        Console.exit(difference.result.status(failingOn: failOn, allowsEmpty: true))
    }
}
