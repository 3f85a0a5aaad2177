import ArgumentParser
import IstioSchema
import Linter

/// `sekisho schema`: for editors.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a JSON Schema for editors, by release of Istio.",
        discussion: """
            Editors that use yaml-language-server take it by a comment on the first line of a file:

              sekisho schema --istio 1.30 -o mesh.schema.json
              # yaml-language-server: $schema=mesh.schema.json
            """)

    @Option(
        help: ArgumentHelp(
            "Istio release, such as 1.30. (default: \(IstioVersion.newest))", valueName: "release"))
    var istio: IstioVersion?
    @Option(help: "What the schema is of; proxyconfig is the resource.")
    var kind: EditorSchema.Root = .mesh
    @Option(name: [.short, .long], help: ArgumentHelp("File to write, instead of standard output.", valueName: "file"))
    var output: String?

    func run() { Console.write(EditorSchema(kind, istio ?? .newest).text, to: output) }
}
