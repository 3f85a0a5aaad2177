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
            .valid("a blank", "extensionProviders: [{name: ' ', envoyFileAccessLog: {}}]"),
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
            // A blank is a name like any other.
            if name.value.isEmpty { report.add("must not be empty", at: name) }
        } else if !provider.isSet("name") {
            report.add("must have a name", at: provider)
        }
    }
}
