import IstioSchema
import Validation

extension Rule {
    package static let remoteServiceAddress = Rule(
        "remote-service-address", .error, .rejected, in: .proxyConfig,
        needs: ["statsdUdpAddress", "envoyMetricsServiceAddress", "envoyMetricsService", "envoyAccessLogService"],
        summary: "the address of a service for metrics or access logs is no host and port",
        rationale: Consequence.proxyConfigRejected,
        fix: "Write host:port, or leave the address out.",
        sources: [.istio("ValidateMeshConfigProxyConfig"), .istio("ValidateProxyAddress")],
        examples: [
            .valid(
                "host and port",
                "defaultConfig: {envoyMetricsService: {address: 'obs.svc:15000', tlsSettings: {mode: ISTIO_MUTUAL}}}"
            ),
            .valid("empty", "defaultConfig: {envoyMetricsService: {address: ''}, statsdUdpAddress: ''}"),
            .invalid(
                "no port",
                """
                defaultConfig:
                  envoyMetricsService:
                    address: obs.svc  # ✗ must be host:port, not obs.svc
                """),
            .invalid(
                "no host",
                """
                defaultConfig:
                  envoyAccessLogService:
                    address: :80  # ✗ must have a host name or IP address, not :80
                """),
            .invalid(
                "no port number",
                """
                statsdUdpAddress: a:b  # ✗ must have a port from 1 to 65535, not a:b
                """, kind: .proxyConfigAnnotation),
        ]
    ) { config, report in
        let addresses = [
            config.string("statsdUdpAddress"), config.string("envoyMetricsServiceAddress"),
            config.message("envoyMetricsService")?.string("address"),
            config.message("envoyAccessLogService")?.string("address"),
        ]
        for address in addresses {
            guard let address, !address.value.isEmpty, let problem = ProxyAddress.problem(of: address.value)
            else { continue }
            report.add(problem.message, at: address)
        }
    }
}
