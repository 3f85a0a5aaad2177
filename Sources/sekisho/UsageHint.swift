import ArgumentParser
import Documents
import IstioSchema
import Linter

/// What to say of a command line that cannot be read, where more is known than the parser knows.
struct UsageHint {
    let text: String

    /// Nil where the parser says it best.
    init?(for arguments: [String]) {
        guard let first = arguments.first else { return nil }
        let commands = Sekisho.configuration.subcommands.map { $0._commandName }
        if first == "check" {
            guard let (flag, hint) = Self.foreignFlag(in: arguments.dropFirst()) else { return nil }
            text = "sekisho: check has no \(flag): \(hint)"
            return
        }
        guard !first.hasPrefix("-"), first != "help", !commands.contains(first) else { return nil }
        let shown = first.escapedForDisplay.elided(to: 60)
        if FileSystem.kind(of: first) != nil {
            text = "sekisho: \(shown) is no command; to check it: sekisho check \(shown)"
            return
        }
        let near = Self.otherNames[first] ?? NearName.nearest(to: first, among: commands)
        text =
            "sekisho: there is no command \(shown)"
            + (near.map { "; did you mean sekisho \($0)?" } ?? "; `sekisho --help` lists all")
    }

    /// What linters and webhooks call their commands.
    private static let otherNames = [
        "lint": "check", "validate": "check", "analyze": "check", "verify": "check", "scan": "check", "run": "check",
        "fix": "check --fix", "rule": "explain", "describe": "explain", "list": "rules", "server": "serve",
        "webhook": "serve", "completions": "completion", "manual": "man",
    ]

    private static let foreignFlags = [
        "-f": "files are named without a flag: sekisho check FILE",
        "--filename": "files are named without a flag: sekisho check FILE",
        "-o": "--format FORMAT=FILE writes to a file, --format FORMAT to standard output",
        "--output": "--format FORMAT=FILE writes to a file, --format FORMAT to standard output",
        "-r": "a folder is read with all below it", "-R": "a folder is read with all below it",
        "--recursive": "a folder is read with all below it",
        "--severity": "--fail-on says what fails, --min-severity what is shown",
    ]

    private static func foreignFlag(in arguments: ArraySlice<String>) -> (String, String)? {
        for argument in arguments.prefix(while: { $0 != "--" }) {
            let flag = String(argument.prefix { $0 != "=" })
            if let hint = foreignFlags[flag] { return (flag, hint) }
        }
        return nil
    }
}
