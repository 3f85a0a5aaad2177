import IstioSchema
import Validation

extension Rule {
    package static let authzFailOpenEnabled = Rule(
        "authz-fail-open-enabled", .warning, .risky, change: .mesh,
        summary: "an external authorizer begins to let requests through when it fails",
        rationale: """
            From the next push on a request passes whenever the authorizer does not answer: whoever can overload or \
            stop it is let in everywhere.
            """,
        fix: "Leave failOpen out, and run the authorizer in more than one replica.",
        sources: [.api("mesh/v1alpha1/config.proto EnvoyExternalAuthorizationHttpProvider.fail_open")],
        examples: [
            .valid("closed as before", authorizer("failOpen: false"), old: authorizer("failOpen: false")),
            .valid("open as before", authorizer("failOpen: true"), old: authorizer("failOpen: true")),
            .invalid(
                "opened",
                authorizer("failOpen: true  # ✗ lets requests pass unasked whenever the authorizer is down"),
                old: authorizer("timeout: 1s")),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, new.isWritten("extensionProviders"),
            let (before, after) = report.providers(from: old, to: new)
        else { return }
        for name in after.names {
            guard let authorizer = after[name]?.externalAuthorizer, authorizer.bool("failOpen")?.value == true,
                let earlier = before[name]?.externalAuthorizer, earlier.bool("failOpen")?.value ?? false == false
            else { continue }
            report.add(
                "lets requests pass unasked whenever the authorizer is down", at: authorizer.place(of: "failOpen"))
        }
    }
}

private func authorizer(_ line: String) -> String {
    """
    extensionProviders:
      - name: authz
        envoyExtAuthzHttp:
          service: authz.auth.svc.cluster.local
          port: 8000
          \(line)
    """
}
