import ArgumentParser

/// The program: a validating admission webhook and a linter for Istio's mesh configuration.
@main
struct Sekisho: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sekisho",
        abstract: "Keeps a broken Istio mesh configuration out of a cluster.",
        version: version,
        subcommands: [Serve.self])

    /// The version of the program.
    static let version = "0.1.0"
}
