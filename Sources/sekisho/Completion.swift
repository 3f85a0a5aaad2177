import ArgumentParser

/// `sekisho completion`: scripts for shells.
struct Completion: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a completion script for a shell.",
        discussion: """
            Put it where the shell looks:

              bash: sekisho completion bash > /etc/bash_completion.d/sekisho
              zsh:  sekisho completion zsh > "${fpath[1]}/_sekisho"
              fish: sekisho completion fish > ~/.config/fish/completions/sekisho.fish
            """)

    @Argument(help: "The shell.")
    var shell: Shell

    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    func run() {
        let shell: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        Console.output(Sekisho.completionScript(for: shell) + "\n")
    }
}
