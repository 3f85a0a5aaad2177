import ArgumentParser
import Linter

/// `sekisho man`: the manual page.
struct Man: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the manual page.",
        discussion: """
            Read it at once, or install it:

              sekisho man | man -l -
              sekisho man > /usr/local/share/man/man1/sekisho.1
            """)

    func run() {
        guard let page = ManualPage(Sekisho._dumpHelp(), version: Sekisho.version, date: Sekisho.date) else {
            Console.error("sekisho: the commands cannot be described")
            Console.exit(.unreadable)
        }
        Console.output(page.text)
    }
}
