import IstioSchema
import Validation

extension Rule {
    package static let providerNameEmpty = Rule(
        "provider-name-empty", .warning, .ignored, in: .extensionProvider,
        summary: "an extension provider has no name",
        rationale: """
            Providers are chosen by name, so that one without cannot be; several of them replace each other. istiod logs \
            that it is not valid and goes on.
            """,
        fix: "Give it a name.",
        sources: [.istio("validateExtensionProvider")],
        examples: [
            .valid("named", "extensionProviders: [{name: log, envoyFileAccessLog: {}}]"),
            .invalid(
                "left out",
                """
                extensionProviders:
                  - envoyFileAccessLog: {}  # ✗ must have a name
                """),
            .invalid(
                "empty",
                """
                extensionProviders:
                  - name: ""  # ✗ must not be empty
                    envoyFileAccessLog: {}
                """),
        ]
    ) { provider, report in
        if let name = provider.string("name") {
            // Nearly every name begins with a letter of ASCII.
            if let first = name.value.utf8.first, 0x21...0x7E ~= first { return }
            guard name.value.allSatisfy(\.isWhitespace) else { return }
            report.add("must not be empty", at: name)
        } else if !provider.isSet("name") {
            report.add("must have a name", at: provider)
        }
    }
}
