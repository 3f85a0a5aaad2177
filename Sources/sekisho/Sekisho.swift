import ArgumentParser
import Linter

/// The program: a validating admission webhook and a linter for Istio's mesh configuration.
@main
struct Sekisho: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sekisho",
        abstract: "Keeps a broken Istio mesh configuration out of a cluster.",
        discussion: """
            Check a folder:            sekisho check manifests/
            Check what is running:     kubectl get cm -n istio-system istio -o yaml | sekisho check -
            Understand a diagnostic:   sekisho explain unsafe-503-retry
            Mend what is certain:      sekisho check manifests/ --fix
            Accept what there is:      sekisho baseline manifests/ > .sekisho-baseline.json
                                       sekisho check manifests/ --baseline .sekisho-baseline.json
            Put it into CI:            sekisho check manifests/ --format github --format sarif=sekisho.sarif
            Plan an upgrade:           sekisho check manifests/ --istio all
            Guard the cluster:         sekisho serve --tls-cert tls.crt --tls-key tls.key
            """,
        version: version,
        subcommands: [Check.self, Rules.self, Explain.self, Serve.self])

    /// The version of the program.
    static let version = "0.1.0"

    /// Runs the command, and ends with the exit status of the contract: 2 for wrong flags, whatever the parser's own is.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            Console.error(fullMessage(for: error))
            Console.exit(.usage)
        }
    }
}
