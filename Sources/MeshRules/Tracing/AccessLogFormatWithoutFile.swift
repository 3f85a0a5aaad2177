import IstioSchema
import Validation

extension Rule {
    package static let accessLogFormatWithoutFile = Rule(
        "access-log-format-without-file", .note, .advice, in: .meshConfig,
        needs: ["accessLogFormat", "accessLogEncoding"],
        isOfWholes: true,
        summary: "accessLogFormat or accessLogEncoding is set, and no access log",
        rationale: """
            They say how a log is written, not that one is. Without accessLogFile, and without the provider envoy in \
            defaultProviders.accessLogging or in a Telemetry, proxies write none.
            """,
        fix: "Set accessLogFile: /dev/stdout, or name the provider envoy.",
        sources: [.istio("setHTTPAccessLog"), .istio("FileAccessLogFromMeshConfig")],
        examples: [
            .valid("with a file", "accessLogEncoding: JSON\naccessLogFile: /dev/stdout"),
            .valid(
                "with a provider",
                "accessLogEncoding: JSON\ndefaultProviders: {metrics: [prometheus], accessLogging: [envoy]}"),
            .valid("the default", "accessLogEncoding: TEXT"),
            .invalid(
                "alone",
                """
                accessLogEncoding: JSON  # ✗ has no effect without accessLogFile or the provider envoy
                accessLogFormat: "{}"  # ✗ has no effect without accessLogFile or the provider envoy
                """),
        ]
    ) { mesh, report in
        guard mesh.string("accessLogFile")?.value.isEmpty == true,
            report.accessLogProviders(of: mesh).isEmpty
        else { return }
        let message = "has no effect without accessLogFile or the provider envoy"
        if let encoding = mesh.enumeration("accessLogEncoding"), encoding.isWritten, encoding.value.number != 0 {
            report.add(message, at: encoding, fix: "accessLogFile: /dev/stdout")
        }
        if let format = mesh.string("accessLogFormat"), format.isWritten, !format.value.isEmpty {
            report.add(message, at: format, fix: "accessLogFile: /dev/stdout")
        }
    }
}
