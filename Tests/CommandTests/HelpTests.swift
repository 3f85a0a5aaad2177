import Foundation
import Testing

/// What somebody meets who never read the manual.
@Suite("A first user")
struct HelpTests {
    @Test(arguments: [
        (["chekc", "x"], "sekisho: there is no command chekc; did you mean sekisho check?"),
        (["lint", "x"], "sekisho: there is no command lint; did you mean sekisho check?"),
        (["frobnicate"], "sekisho: there is no command frobnicate; `sekisho --help` lists all"),
        (["broken.yaml"], "sekisho: broken.yaml is no command; to check it: sekisho check broken.yaml"),
        (["check", "-f", "x"], "sekisho: check has no -f: files are named without a flag: sekisho check FILE"),
        (["check", "x", "--output=a"], "sekisho: check has no --output: --format FORMAT=FILE writes to a file"),
        (["check", "--fromat", "json", "x"], "Error: Unknown option '--fromat'. Did you mean '--format'?"),
        (["check"], "Error: Name files or folders to check, or - for standard input: sekisho check manifests/"),
        (["schema", "--istio", "1.99"], "  - 1.31"),
        (["check", "--min-severity", "hgih", "x"], "Please provide one of 'error', 'warning' or 'note'."),
        (["explain", "connect-timout-range"], "did you mean connect-timeout-range?"),
        (["explain", "connectTimeout"], "did you mean connect-timeout-range?"),
        (["explain", "timeout"], "did you mean connect-timeout-range?"),
        (["explain", "conect-timeout"], "did you mean connect-timeout-range?"),
        (["explain", "zzz"], "there is no rule zzz; `sekisho rules` lists all"),
    ])
    func `is told what is wrong with a command line, and what is meant`(arguments: [String], text: String) throws {
        let command = try Command(arguments)
        #expect(command.status == 2)
        #expect(command.errors.contains(text), "\(command.errors)")
        #expect(command.output.isEmpty)
    }

    @Test func `finds every command in the help, with an example of each task`() throws {
        let help = try Command("--help").output
        for words in ["check manifests/", "explain", "--fix", "baseline", "--format github", "--help"] {
            #expect(help.contains(words))
        }
    }

    @Test func `is shown values of flags as they are written`() throws {
        for name in ["check", "baseline", "diff", "effective", "schema", "rules"] {
            let help = try Command(name, "--help").output
            #expect(!help.contains("values: 0,") && !help.contains("values: 20,"), "\(name)")
        }
        #expect(try Command("schema", "--help").output.contains("default: 1.31"))
    }

    @Test func `has a manual page, which make docs writes`() throws {
        let page = try Command("man").output
        let file = Command.fixtures.appending(path: "../../../docs/sekisho.1")
        #expect(
            page == (try? String(contentsOf: file, encoding: .utf8)), "docs/sekisho.1 is out of date: run make docs")
        let commands = try Command("--help").output.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }
            .compactMap { line -> Substring? in
                line.hasPrefix("  ") && !line.hasPrefix("   ") && !line.contains("'")
                    ? line.split(separator: " ").first : nil
            }
        #expect(commands.count >= 12)
        for command in commands { #expect(page.contains(".SS \"sekisho \(command)"), "\(command)") }
        let long = page.split(separator: "\n").filter { $0.utf8.count > 80 }
        #expect(long.isEmpty)
    }

    @Test func `may rename a file, and its baseline stays`() throws {
        let folder = try Folder()
        let text = try String(contentsOf: Command.fixtures.appending(path: "broken.yaml"), encoding: .utf8)
        try folder.file("mesh.yaml", text)
        #expect(try Command("baseline", ".", "-o", "accepted.json", folder: folder.url).status == 0)
        try FileManager.default.removeItem(at: folder.url.appending(path: "mesh.yaml"))
        try folder.file("renamed.yaml", text)
        let moved = try Command("check", "renamed.yaml", "--baseline", "accepted.json", folder: folder.url)
        #expect(moved.status == 0)
        #expect(moved.output.contains("7 accepted by the baseline"))
        try folder.file("copy.yaml", text)
        #expect(try Command("check", ".", "--baseline", "accepted.json", folder: folder.url).status == 1)
    }

    @Test func `colours only where it is asked for, and never where it is forbidden`() throws {
        func hasColour(_ environment: [String: String], _ flags: String...) throws -> Bool {
            try Command(["check", "broken.yaml"] + flags, environment: environment).output.contains("\u{1B}[")
        }
        #expect(try !hasColour([:]))
        #expect(try hasColour(["CLICOLOR_FORCE": "1"]))
        #expect(try !hasColour(["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]))
        #expect(try hasColour(["NO_COLOR": "1"], "--color", "always"))
        #expect(try !hasColour(["FORCE_COLOR": "1"], "--color", "never"))
    }
}
