import IstioSchema
import Validation

extension Rule {
    package static let remoteServiceTlsIncomplete = Rule(
        "remote-service-tls-incomplete", .warning, .risky, in: .remoteService, needs: ["tlsSettings"],
        isOfWholes: true,
        summary: "tlsSettings of a service for metrics or access logs is MUTUAL without a certificate or a key",
        rationale:
            "istiod does not look at these settings. The proxy has nothing to show, and the service hears nothing.",
        fix: "Write clientCertificate and privateKey, or mode: ISTIO_MUTUAL for the proxy's own certificate.",
        sources: [.api("RemoteService.tls_settings")],
        examples: [
            .valid("the proxy's own", "defaultConfig: {envoyMetricsService: {tlsSettings: {mode: ISTIO_MUTUAL}}}"),
            .invalid(
                "no certificate",
                """
                defaultConfig:
                  envoyMetricsService:
                    address: a:1
                    tlsSettings:
                      mode: MUTUAL  # ✗ needs clientCertificate and privateKey
                """),
        ]
    ) { service, report in
        guard let settings = service.message("tlsSettings"), let mode = settings.enumeration("mode"),
            mode.value.number == 2,
            (settings.string("clientCertificate")?.value ?? "").isEmpty
                || (settings.string("privateKey")?.value ?? "").isEmpty
        else { return }
        report.add("needs clientCertificate and privateKey", at: mode)
    }
}
