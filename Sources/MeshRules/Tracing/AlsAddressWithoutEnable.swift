import IstioSchema
import Validation

extension Rule {
    package static let alsAddressWithoutEnable = Rule(
        "als-address-without-enable", .note, .advice, in: .meshConfig, needs: ["defaultConfig"],
        isOfWholes: true,
        summary: "envoyAccessLogService has an address, and enableEnvoyAccessLogService is off",
        rationale: """
            The cluster envoy_accesslog_service is in every proxy's bootstrap, and istiod makes no listener that sends \
            to it; EnvoyFilters, as those of Gloo Mesh, may. envoyMetricsService has no such switch: a metrics service \
            needs its address only.
            """,
        fix: "Set enableEnvoyAccessLogService: true, unless EnvoyFilters of your own send to the cluster.",
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
                    address: als.obs.svc:15000  # ✗ serves EnvoyFilters only while enableEnvoyAccessLogService is off
                """),
        ]
    ) { mesh, report in
        let service = mesh.message("defaultConfig")?.message("envoyAccessLogService")
        guard let address = service?.string("address"), address.isWritten, !address.value.isEmpty,
            mesh.bool("enableEnvoyAccessLogService")?.value == false
        else { return }
        report.add(
            "serves EnvoyFilters only while enableEnvoyAccessLogService is off", at: address,
            fix: "enableEnvoyAccessLogService: true")
    }
}
