import IstioSchema
import Validation

extension Rule {
    package static let alsAddressWithoutEnable = Rule(
        "als-address-without-enable", .warning, .ignored, in: .meshConfig,
        summary: "envoyAccessLogService has an address, and enableEnvoyAccessLogService is off",
        rationale: """
            The cluster is in every proxy's bootstrap, and no listener sends to it. envoyMetricsService has no such \
            switch: a metrics service needs its address only.
            """,
        fix: "Set enableEnvoyAccessLogService: true, or delete the address.",
        sources: [.istio("setHTTPAccessLog"), .api("mesh/v1alpha1/config.proto, enable_envoy_access_log_service")],
        examples: [
            .valid(
                "both",
                """
                enableEnvoyAccessLogService: true
                defaultConfig: {envoyAccessLogService: {address: "als.obs.svc:15000"}}
                """),
            .invalid(
                "an address only",
                """
                defaultConfig:
                  envoyAccessLogService:
                    address: als.obs.svc:15000  # ✗ is never used while enableEnvoyAccessLogService is off
                """),
        ]
    ) { mesh, report in
        let service = mesh.message("defaultConfig")?.message("envoyAccessLogService")
        guard let address = service?.string("address"), address.isWritten, !address.value.isEmpty,
            mesh.bool("enableEnvoyAccessLogService")?.value == false
        else { return }
        report.add(
            "is never used while enableEnvoyAccessLogService is off", at: address,
            fix: "enableEnvoyAccessLogService: true")
    }
}
