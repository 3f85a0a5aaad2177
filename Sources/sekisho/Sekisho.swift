import ArgumentParser
import Linter

/// The program: a validating admission webhook and a linter for Istio's mesh configuration.
@main
struct Sekisho: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sekisho",
        abstract: "Keeps a broken Istio mesh configuration out of a cluster.",
        discussion: """
            Check a folder, or what is running:
              sekisho check manifests/
              kubectl get cm -n istio-system istio -o yaml | sekisho check -
            Understand what it says, and mend what is certain:
              sekisho explain unsafe-503-retry
              sekisho check manifests/ --diff
              sekisho check manifests/ --fix
            Accept what there is, and fail on what is added:
              sekisho baseline manifests/ -o accepted.json
              sekisho check manifests/ --baseline accepted.json
            Put it into CI:
              sekisho check manifests/ --format github
              sekisho check manifests/ --format text --format sarif=out.sarif
            Judge a change, or an upgrade of Istio:
              sekisho diff old.yaml new.yaml
              sekisho check manifests/ --istio all
            Guard the cluster:
              sekisho serve --tls-cert tls.crt --tls-key tls.key
            """,
        version: version,
        subcommands: [
            Check.self, Explain.self, Rules.self, BaselineCommand.self, Diff.self, Effective.self, Schema.self,
            PolicyCommand.self, Serve.self, Certs.self, Completion.self, Man.self, VersionCommand.self,
        ])

    /// The version of the program.
    static let version = "0.1.0"

    /// The day of that version, for the manual page.
    static let date = "2026-11-23"

    /// Runs the command, and ends with the exit status of the contract: 2 for wrong flags, whatever the parser's own is.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            let arguments = CommandLine.arguments.dropFirst()
            Console.error(UsageHint(for: Array(arguments))?.text ?? fullMessage(for: error))
            Console.exit(.usage)
        }
    }
}
