import ArgumentParser
import Linter
import Validation

/// `sekisho policy`: what concerns policy files.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Checks policy files.", subcommands: [PolicyCheck.self])
}

/// `sekisho policy check`: whether a file is a policy.
struct PolicyCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Says what is wrong with a policy file, and what it does where nothing is.")

    @Argument(help: "Policy files, as the webhook reads them.")
    var files: [String]

    func run() {
        var isWrong = false
        for file in files {
            do throws(PolicyFile.Failure) {
                Console.output("\(file): \(try PolicyFile(reading: file).summary)\n")
            } catch {
                isWrong = true
                for line in error.lines { Console.error(line) }
            }
        }
        Console.exit(isWrong ? .usage : .clean)
    }
}
