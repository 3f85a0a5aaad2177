import ArgumentParser
import Documents
import IstioSchema
import Linter

/// `sekisho effective`: what Istio runs with.
struct Effective: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the configuration that Istio runs with, and where each value comes from.",
        discussion: """
            With --proxyconfig or --annotation: the ProxyConfig of a pod that they apply to. What Istio refuses it does \
            not run with: that is said, and the status is 1.

              sekisho effective istio.yaml --istio 1.30
              sekisho effective istio.yaml --annotation deployment.yaml
            """)

    @Argument(help: "Files with a mesh configuration, and - for standard input.")
    var files: [String]
    @Option(help: ArgumentHelp("Istio release that reads it, such as 1.24.", valueName: "release"))
    var istio: IstioVersion?
    @Option(help: "What documents without a kind are.")
    var kind: InputReader.BareKind?
    @Option(
        help: ArgumentHelp(
            "ProxyConfig resource that applies to the pod; repeatable, the weakest first.",
            valueName: "file"))
    var proxyconfig: [String] = []
    @Option(
        help: ArgumentHelp(
            "File with the text of a proxy.istio.io/config annotation, or with the workload that has it.",
            valueName: "file"))
    var annotation: String?

    func run() {
        var options = CheckOptions(now: Console.now)
        options.version = istio
        options.bareKind = kind
        let configuration = EffectiveConfiguration(
            of: files, proxyConfigs: proxyconfig, annotation: annotation, options: options)
        Console.output(configuration.text)
        for refusal in configuration.refusals { Console.error(refusal.onOneLine) }
        for problem in configuration.problems { Console.error(problem.line) }
        if !configuration.problems.isEmpty { Console.exit(.unreadable) }
        if let absence = configuration.absence {
            Console.error("sekisho: \(absence)")
            Console.exit(.noInput)
        }
        if !configuration.refusals.isEmpty { Console.exit(.found) }
    }
}
