import ArgumentParser
import Documents
import IstioSchema
import Linter

/// `sekisho baseline`: accepts what there is.
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Writes down what is found, for check --baseline to pass over.",
        discussion: """
            A baseline lets a team begin with what there is and fail on what is added. It knows diagnostics by what they say \
            of which field: lines may move.

              sekisho baseline manifests/ > .sekisho-baseline.json
              sekisho check manifests/ --baseline .sekisho-baseline.json
            """)

    @Argument(help: "Files, folders, patterns, and - for standard input.")
    var files: [String]
    @Option(help: ArgumentHelp("Istio release to judge for, such as 1.24.", valueName: "release"))
    var istio: IstioVersion?
    @Option(help: "What documents without a kind are.")
    var kind: InputReader.BareKind?
    @Option(help: ArgumentHelp("Policy file, as the webhook has it.", valueName: "file"))
    var policy: String?
    @Option(name: [.short, .long], help: ArgumentHelp("File to write, instead of standard output.", valueName: "file"))
    var output: String?

    func run() {
        var options = CheckOptions(now: Console.now)
        options.policy = Console.policy(policy).policy
        options.version = istio
        options.bareKind = kind
        let result = Inspection(options: options).check(files)
        for problem in result.problems { Console.error(problem.line) }
        Console.write(Baseline.json(of: result), to: output)
        Console.error("sekisho: accepted \(result.diagnostics.count) in \(result.files.count.counted("file"))")
        Console.exit(result.problems.isEmpty ? .clean : .unreadable)
    }
}
