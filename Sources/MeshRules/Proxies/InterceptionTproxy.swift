import IstioSchema
import Validation

extension Rule {
    package static let interceptionTproxy = Rule(
        "interception-tproxy", .note, .advice, in: .proxyConfig, needs: ["interceptionMode"],
        summary: "interceptionMode is TPROXY for the whole mesh",
        rationale: "Every proxy needs NET_ADMIN and runs as root, where REDIRECT needs neither.",
        fix:
            "Set it on the pods that need the client's address, with the annotation sidecar.istio.io/interceptionMode.",
        sources: [.api("ProxyConfig.InboundInterceptionMode")],
        examples: [
            .valid("the default", "defaultConfig: {interceptionMode: REDIRECT}"),
            .invalid(
                "for all", "defaultConfig: {interceptionMode: TPROXY}  # ✗ needs NET_ADMIN in every proxy of the mesh"),
        ]
    ) { config, report in
        guard report.kind == .mesh, let mode = config.enumeration("interceptionMode"), mode.value.number == 1
        else { return }
        report.add("needs NET_ADMIN in every proxy of the mesh", at: mode)
    }
}
