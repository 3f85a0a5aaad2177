import IstioSchema
import Validation

extension Rule {
    package static let providerServiceFormat = Rule(
        "provider-service-format", .warning, .ignored, in: .extensionProvider, needs: ProviderType.fieldsWithAddress,
        summary: "the service of an extension provider is no host name, or has more than one",
        rationale: """
            Istio looks the service up in its registry as it is written. A URL, an address with a port, capitals or a \
            wildcard is found nowhere: telemetry is not sent, and an AuthorizationPolicy that names the provider denies \
            every request it matches.
            """,
        fix: "Write the full host name in lower case, or namespace/host; the port has a field of its own.",
        sources: [
            .istio("validateExtensionProviderService"), .istio("LookupCluster"),
            .istio("ValidateNamespaceSlashWildcardHostname"),
        ],
        examples: [
            .valid(
                "in a namespace",
                "extensionProviders: [{name: o, opentelemetry: {service: obs/otel.obs.svc.cluster.local, port: 4317}}]"),
            .valid("an IP address", "extensionProviders: [{name: o, opentelemetry: {service: 10.0.0.1, port: 4317}}]"),
            .invalid(
                "a URL",
                """
                extensionProviders:
                  - name: otel
                    opentelemetry:
                      service: http://otel.obs.svc:4317  # ✗ must be a host without a scheme, not http://otel.obs.svc:4317
                      port: 4317
                """),
            .invalid(
                "a port and capitals",
                """
                extensionProviders:
                  - name: z
                    zipkin:
                      service: zipkin.obs.svc:9411  # ✗ must be a host without a port, not zipkin.obs.svc:9411
                      port: 9411
                  - name: s
                    skywalking:
                      service: Oap.obs.svc.cluster.local  # ✗ must be a host in lower case, not Oap.obs.svc.cluster.local
                      port: 11800
                """),
            .invalid(
                "no host name",
                """
                extensionProviders:
                  - name: als
                    envoyTcpAls:
                      service: a_b.obs  # ✗ must be a host name, or namespace/host, not a_b.obs
                      port: 9000
                  - name: als2
                    envoyTcpAls:
                      service: "*/als"  # ✗ must have the name of a namespace before the slash, not */als
                      port: 9000
                """),
        ]
    ) { provider, report in
        guard provider.providerType?.hasAddress == true, let service = provider.providerSettings?.string("service"),
            !service.value.isEmpty, let problem = ServiceReference.problem(of: service.value)
        else { return }
        let host = ServiceReference.host(inside: service.value)
        report.add(problem.message, at: service, fix: host.map { "service: \($0)" })
    }
}

extension ServiceReference.Problem {
    fileprivate var message: String {
        switch self {
        case .scheme: "must be a host without a scheme"
        case .port: "must be a host without a port"
        case .path: "must be a host without a path"
        case .capitals: "must be a host in lower case"
        case .wildcard: "must be one host, without a wildcard"
        case .namespace: "must have the name of a namespace before the slash"
        case .shortHost: "must have the full host name behind the slash"
        case .host: "must be a host name, or namespace/host"
        }
    }
}
