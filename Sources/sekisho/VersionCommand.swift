import ArgumentParser
import Documents
import IstioSchema
import MeshRules
import TLS
import Validation

/// `sekisho version`: what this program is, and what it knows.
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Says which version this is, and which Istio releases it knows.")

    @Option(help: "Form of the output.")
    var format: Rules.TextOrJSON = .text

    func run() {
        let releases = IstioVersion.allCases.map(\.description)
        guard format == .json else {
            let range = [releases.first, releases.last].compactMap { $0 }.joined(separator: " to ")
            Console.output(
                "sekisho \(Sekisho.version)\nIstio \(range), \(Rule.all.count) rules\nOpenSSL \(TLSLibrary.version)\n")
            return
        }
        var json = JSONWriter(indentation: 2)
        json.object { json in
            json.member("version", Sekisho.version)
            json.member("istio", releases)
            json.member("rules", Rule.all.count)
            json.member("openssl", TLSLibrary.version)
        }
        Console.output(json.text + "\n")
    }
}
