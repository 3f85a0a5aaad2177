import IstioSchema
import Validation

extension Rule {
    package static let accessLogShadowed = Rule(
        "access-log-shadowed", .warning, .ignored, in: .meshConfig, needs: ["defaultProviders"],
        summary: "access log settings of the mesh stand beside defaultProviders.accessLogging",
        rationale: """
            With a default provider for access logs, proxies write what it says and nothing else: accessLogFile and \
            enableEnvoyAccessLogService are not looked at, and accessLogFormat and accessLogEncoding only by the built-in \
            provider envoy without a format of its own.
            """,
        fix: "Delete them, or set path and logFormat of an envoyFileAccessLog provider instead.",
        sources: [.istio("setHTTPAccessLog"), .istio("telemetryAccessLog"), .issue("istio/istio#51195")],
        examples: [
            .valid(
                "a format for the built-in provider",
                """
                accessLogEncoding: JSON
                defaultProviders: {metrics: [prometheus], accessLogging: [envoy]}
                """),
            .valid("no provider", "accessLogFile: /dev/stdout\naccessLogEncoding: JSON"),
            .invalid(
                "all beside a provider",
                """
                accessLogFile: /dev/stdout  # ✗ has no effect beside defaultProviders.accessLogging
                accessLogEncoding: JSON  # ✗ has no effect beside defaultProviders.accessLogging
                enableEnvoyAccessLogService: true  # ✗ has no effect beside defaultProviders.accessLogging
                defaultProviders: {metrics: [prometheus], accessLogging: [als]}
                extensionProviders:
                  - name: als
                    envoyOtelAls: {service: otel.obs.svc.cluster.local, port: 4317}
                """),
            .invalid(
                "another file",
                """
                accessLogFile: /var/log/access.log  # ✗ has no effect beside defaultProviders.accessLogging
                defaultProviders: {metrics: [prometheus], accessLogging: [envoy]}
                """),
        ]
    ) { mesh, report in
        let providers = report.accessLogProviders(of: mesh)
        guard !providers.isEmpty else { return }
        let message = "has no effect beside defaultProviders.accessLogging"
        if let file = mesh.string("accessLogFile"), file.isWritten, !file.value.isEmpty,
            !providers.contains(where: { $0.message("envoyFileAccessLog")?.pathOfLog == file.value })
        {
            report.add(message, at: file)
        }
        if let service = mesh.bool("enableEnvoyAccessLogService"), service.isWritten, service.value {
            report.add(message, at: service)
        }
        guard !providers.contains(where: \.takesFormatOfMesh) else { return }
        if let format = mesh.string("accessLogFormat"), format.isWritten, !format.value.isEmpty {
            report.add(message, at: format)
        }
        if let encoding = mesh.enumeration("accessLogEncoding"), encoding.isWritten {
            report.add(message, at: encoding)
        }
    }
}

extension Message {
    /// Source: pilot/pkg/model/telemetry_logging.go `fileAccessLogFromTelemetry`.
    fileprivate var pathOfLog: String {
        guard let path = string("path")?.value, !path.isEmpty else { return "/dev/stdout" }
        return path
    }
}
