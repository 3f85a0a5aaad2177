import IstioSchema
import Validation

extension Rule {
    package static let extAuthzStatusOnError = Rule(
        "ext-authz-status-on-error", .warning, .risky, in: .extensionProvider, needs: ProviderType.authorizerFields,
        summary: "statusOnError of an external authorizer is no status code that Envoy has",
        rationale: """
            The provider is not valid, and every request that an AuthorizationPolicy sends to it is denied. Istio takes 0, \
            but Envoy refuses the listener: proxies under such a policy get no configuration any more.
            """,
        fix: "Write a status code in quotes: \"503\".",
        sources: [
            .istio("validateExtensionProviderEnvoyExtAuthzStatusOnError"), .istio("parseStatusOnError"),
            .envoy("type.v3.StatusCode"),
        ],
        examples: [
            .valid("a code", "extensionProviders: [{name: a, envoyExtAuthzGrpc: {statusOnError: \"503\"}}]"),
            .invalid(
                "no code",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzHttp:
                      statusOnError: "999"  # ✗ must be a status code of Envoy's such as "503", not 999
                """),
            .invalid(
                "zero",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzGrpc:
                      statusOnError: "0"  # ✗ must be a status code of Envoy's such as "503", not 0
                """),
            .invalid(
                "a word",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzGrpc:
                      statusOnError: Forbidden  # ✗ must be a status code of Envoy's such as "503", not Forbidden
                """),
        ]
    ) { provider, report in
        guard provider.providerType?.isAuthorizer == true,
            let status = provider.providerSettings?.string("statusOnError"),
            !status.value.isEmpty
        else { return }
        if let code = Int32(status.value), EnvoyStatusCode.isKnown(code) { return }
        report.add("must be a status code of Envoy's such as \"503\"", at: status)
    }
}
