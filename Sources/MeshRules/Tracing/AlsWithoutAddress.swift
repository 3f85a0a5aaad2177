import IstioSchema
import Validation

extension Rule {
    package static let alsWithoutAddress = Rule(
        "als-without-address", .warning, .ignored, in: .meshConfig, needs: ["enableEnvoyAccessLogService"],
        isOfWholes: true,
        summary: "enableEnvoyAccessLogService is on, and no service has an address",
        rationale: """
            Proxies are told to send their access logs to a cluster of the bootstrap that is there only with an address: \
            nothing arrives. A pod can bring an address of its own by annotation.
            """,
        fix: "Set defaultConfig.envoyAccessLogService.address to a host and a port.",
        sources: [.istio("EnvoyAccessLogCluster"), .api("mesh/v1alpha1/proxy.proto, envoy_access_log_service")],
        examples: [
            .valid(
                "with an address",
                """
                enableEnvoyAccessLogService: true
                defaultConfig:
                  envoyAccessLogService: {address: als.obs.svc:15000}
                """),
            .invalid(
                "without",
                "enableEnvoyAccessLogService: true  # ✗ needs defaultConfig.envoyAccessLogService.address"),
        ]
    ) { mesh, report in
        guard let isEnabled = mesh.bool("enableEnvoyAccessLogService"), isEnabled.isWritten, isEnabled.value else {
            return
        }
        let service = mesh.message("defaultConfig")?.message("envoyAccessLogService")
        guard service?.string("address")?.value.isEmpty ?? (service?.isSet("address") != true) else { return }
        report.add("needs defaultConfig.envoyAccessLogService.address", at: isEnabled)
    }
}
