import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniUnknownKey = Rule(
        "cni-unknown-key", .note, .advice, document: [.cniConfig],
        summary: "a key is misspelt",
        rationale: """
            Every key becomes a variable of the container, and one with a slip in its name is read by nothing. Keys \
            of your own are fine: only names close to one of istio-cni are reported.
            """,
        fix: "Correct the name.",
        sources: [.istio("constructConfig")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "known",
                """
                data:
                  REPAIR_ENABLED: "true"
                  CURRENT_AGENT_VERSION: 1.30.0
                """),
            .valid(
                "your own",
                """
                data:
                  HTTPS_PROXY: http://proxy:3128
                """),
            .invalid(
                "a letter missing",
                """
                data:
                  REPAIR_ENABLE: "true"  # ✗ is read by nothing; did you mean REPAIR_ENABLED?
                """),
            .invalid(
                "dashes",
                """
                data:
                  repair-enabled: "true"  # ✗ is read by nothing; did you mean REPAIR_ENABLED?
                """),
        ]
    ) { config, report in
        let names = CNIKey.all.filter { $0.exists(in: report.version) }.map(\.name)
        // A near name costs a comparison with each of the keys; hundreds of unknown ones get no more.
        var searchesLeft = 20
        for setting in CNISettings(config).all where !names.contains(setting.name) && !CNIKey.unread.contains(setting.name) {
            guard searchesLeft > 0, EnvironmentVariables.named(setting.name) == nil else { continue }
            searchesLeft &-= 1
            guard let near = NearName.nearest(to: setting.name, among: names) else { continue }
            report.add(
                "is read by nothing; did you mean \(near)?", atKeyOf: setting, path: CNISettings.path(setting.name), fix: near)
        }
    }
}
