import IstioSchema
import Validation

extension Rule {
    package static let providerServiceRequired = Rule(
        "provider-service-required", .warning, .ignored, in: .extensionProvider, needs: ProviderType.fieldsWithAddress,
        summary: "an extension provider does not say at which service it is, or a Lightstep one has no token",
        rationale: """
            istiod logs that the provider is not valid and goes on. Telemetry that names it sends nothing; an \
            AuthorizationPolicy that names it denies every request it matches.
            """,
        fix: "Write the full name of the Service, or the host of a ServiceEntry.",
        sources: [
            .istio("validateExtensionProviderService"), .istio("validateExtensionProviderTracingLightStep"),
            .istio("LookupCluster"),
        ],
        examples: [
            .valid(
                "a service",
                "extensionProviders: [{name: z, zipkin: {service: zipkin.obs.svc.cluster.local, port: 9411}}]"),
            .valid("a type without an address", "extensionProviders: [{name: log, envoyFileAccessLog: {}}]"),
            .invalid(
                "left out",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:  # ✗ must have a service such as otel.obs.svc.cluster.local
                      port: 4317
                """),
            .invalid(
                "empty",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:
                      service: ""  # ✗ must not be empty
                      port: 4317
                """),
            .invalid(
                "Lightstep without a token",
                """
                extensionProviders:
                  - name: ls
                    lightstep:  # ✗ must have an accessToken
                      service: ls.obs.svc.cluster.local
                      port: 8080
                """, in: .v1_26),
        ]
    ) { provider, report in
        guard provider.providerType?.hasAddress == true, let settings = provider.providerSettings else { return }
        if let service = settings.string("service") {
            if service.value.isEmpty { report.add("must not be empty", at: service) }
        } else if !settings.isSet("service") {
            report.add("must have a service such as otel.obs.svc.cluster.local", at: settings)
        }
        // Later releases have no use for the token.
        guard settings.name == .lightstepTracingProvider, report.version <= .v1_26 else { return }
        guard settings.string("accessToken")?.value.isEmpty ?? !settings.isSet("accessToken") else { return }
        report.add("must have an accessToken", at: settings)
    }
}
