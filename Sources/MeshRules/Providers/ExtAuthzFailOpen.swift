import IstioSchema
import Validation

extension Rule {
    package static let extAuthzFailOpen = Rule(
        "ext-authz-fail-open", .warning, .risky, in: .extensionProvider, needs: ProviderType.authorizerFields,
        summary: "an external authorizer lets every request through when it fails",
        rationale: """
            While the authorizer is down, too slow or answers with a server error, everybody gets in, with or without a \
            right to. Whoever can bring it down opens the door.
            """,
        fix: "Leave failOpen out, and run the authorizer on several replicas with a short timeout.",
        sources: [.istio("generateHTTPConfig"), .istio("generateGRPCConfig"), .envoy("ext_authz, failure_mode_allow")],
        examples: [
            .valid("closed", "extensionProviders: [{name: a, envoyExtAuthzGrpc: {failOpen: false}}]"),
            .invalid(
                "open",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzGrpc:
                      failOpen: true  # ✗ lets every request through while the authorizer fails
                """),
        ]
    ) { provider, report in
        guard provider.providerType?.isAuthorizer == true, let isOpen = provider.providerSettings?.bool("failOpen"),
            isOpen.value
        else { return }
        report.add("lets every request through while the authorizer fails", at: isOpen, fix: "failOpen: false")
    }
}
