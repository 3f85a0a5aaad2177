import IstioSchema
import Validation

extension Rule {
    package static let proxyHeadersRequestIdOff = Rule(
        "proxy-headers-request-id-off", .warning, .risky, in: .requestId, needs: ["disabled"],
        summary: "proxyHeaders.requestId.disabled is true",
        rationale: """
            Without x-request-id the proxies of a request do not agree whether to trace it, and its lines in their \
            access logs cannot be put together.
            """,
        fix: "Leave it out.",
        sources: [.api("ProxyConfig.ProxyHeaders.RequestId")],
        examples: [
            .valid(
                "other headers",
                "defaultConfig: {proxyHeaders: {server: {disabled: true}, requestId: {disabled: false}}}"),
            .invalid(
                "no request id",
                """
                defaultConfig:
                  proxyHeaders:
                    requestId:
                      disabled: true  # ✗ breaks sampling of traces and correlation of logs
                """
            ),
        ]
    ) { header, report in
        guard let disabled = header.bool("disabled"), disabled.value else { return }
        report.add("breaks sampling of traces and correlation of logs", at: disabled)
    }
}
