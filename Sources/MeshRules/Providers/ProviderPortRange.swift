import IstioSchema
import Validation

extension Rule {
    package static let providerPortRange = Rule(
        "provider-port-range", .warning, .ignored, in: .extensionProvider, needs: ProviderType.fieldsWithAddress,
        summary: "an extension provider has no port, or one outside 1 to 65535",
        rationale: """
            istiod logs that the provider is not valid and goes on. Telemetry that names it sends nothing; an \
            AuthorizationPolicy that names it denies every request it matches. Some older releases crashed.
            """,
        fix: "Write the port of the Service.",
        sources: [.istio("ValidatePort"), .istio("parsePort"), .issue("istio/istio#34693")],
        examples: [
            .valid(
                "a port",
                "extensionProviders: [{name: z, zipkin: {service: zipkin.obs.svc.cluster.local, port: \"9411\"}}]"),
            .invalid(
                "left out",
                """
                extensionProviders:
                  - name: zip
                    zipkin:  # ✗ must have a port such as 9411
                      service: zipkin.obs.svc.cluster.local
                """),
            .invalid(
                "none",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzGrpc:
                      service: authz.auth.svc.cluster.local
                      port: 0  # ✗ must be between 1 and 65535, not 0
                """),
            .invalid(
                "too large",
                """
                extensionProviders:
                  - name: authz
                    envoyExtAuthzGrpc:
                      service: authz.auth.svc.cluster.local
                      port: 90000  # ✗ must be between 1 and 65535, not 90000
                """),
        ]
    ) { provider, report in
        guard let type = provider.providerType, type.hasAddress, let settings = provider.providerSettings else {
            return
        }
        if let port = settings.integer("port") {
            guard !PortNumber.isValid(port.value) else { return }
            report.add("must be between 1 and 65535", at: port, fix: type.usualPort.map { "port: \($0)" })
        } else if !settings.isSet("port") {
            let example = type.usualPort ?? 9000
            report.add("must have a port such as \(example)", at: settings, fix: type.usualPort.map { "port: \($0)" })
        }
    }
}
