import IstioSchema
import Validation

extension Rule {
    package static let extAuthzTimeout = Rule(
        "ext-authz-timeout", .note, .advice, in: .extensionProvider, needs: ProviderType.authorizerFields,
        summary: "an external authorizer has no timeout, or a long one",
        rationale: """
            Every request waits for the authorizer. Without a timeout Istio lets it wait for 600s, so that an authorizer \
            that hangs makes the services behind it hang, too.
            """,
        fix: "Set a timeout of a few seconds.",
        sources: [.istio("timeoutOrDefault")],
        examples: [
            .valid("short", "extensionProviders: [{name: a, envoyExtAuthzGrpc: {timeout: 2s}}]"),
            .invalid(
                "left out",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzGrpc:  # ✗ has no timeout: requests wait up to 600s for the authorizer
                      port: 9000
                """),
            .invalid(
                "long",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzGrpc:
                      timeout: 5m  # ✗ makes every request wait so long for an authorizer that hangs
                """),
        ]
    ) { provider, report in
        guard provider.providerType?.isAuthorizer == true, let settings = provider.providerSettings else { return }
        if let timeout = settings.duration("timeout") {
            guard timeout.value > .seconds(30) else { return }
            report.add("makes every request wait so long for an authorizer that hangs", at: timeout, fix: "timeout: 5s")
        } else if !settings.isSet("timeout") {
            report.add("has no timeout: requests wait up to 600s for the authorizer", at: settings, fix: "timeout: 5s")
        }
    }
}
