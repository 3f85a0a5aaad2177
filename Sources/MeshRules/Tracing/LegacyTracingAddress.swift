import Documents
import IstioSchema
import Validation

extension Rule {
    package static let legacyTracingAddress = Rule(
        "legacy-tracing-address", .error, .rejected, in: .tracing, needs: ["zipkin", "datadog", "lightstep"],
        summary: "the tracer of a ProxyConfig has no address of the form host:port, or Lightstep no token",
        rationale: """
            istiod refuses the whole mesh configuration. It goes on with the one it had, so that this change and every \
            later one are without effect, and at its next restart it runs on its built-in defaults.
            """,
        fix: "Write a host and a port without scheme or path; $(HOST_IP) stands for the node's address.",
        sources: [
            .istio("ValidateZipkinCollector"), .istio("ValidateDatadogCollector"), .istio("ValidateLightstepCollector"),
            .istio("ValidateProxyAddress"),
        ],
        examples: [
            .valid("an agent on the node", "defaultConfig: {tracing: {datadog: {address: \"$(HOST_IP):8126\"}}}"),
            .valid("a service", "defaultConfig: {tracing: {zipkin: {address: zipkin.istio-system:9411}}}"),
            .invalid(
                "a URL",
                """
                defaultConfig:
                  tracing:
                    zipkin:
                      address: http://zipkin:9411  # ✗ must be host:port, not http://zipkin:9411
                """),
            .invalid(
                "a port too large",
                """
                defaultConfig:
                  tracing:
                    zipkin:
                      address: zipkin:94110  # ✗ must have a port from 1 to 65535, not zipkin:94110
                """),
            .invalid(
                "none",
                """
                defaultConfig:
                  tracing:
                    datadog: {}  # ✗ must have an address such as $(HOST_IP):8126
                """),
            .invalid(
                "an empty one",
                """
                defaultConfig:
                  tracing:
                    zipkin: {address: ""}  # ✗ must be an address such as zipkin.istio-system:9411, not \"\"
                """),
            .invalid(
                "no token",
                """
                defaultConfig:
                  tracing:
                    lightstep:  # ✗ must have an accessToken
                      address: ls.obs:8080
                """),
        ]
    ) { tracing, report in
        for (name, example) in tracers {
            guard let tracer = tracing.message(name), tracer.isWritten else { continue }
            inspect(tracer, example: example, isTemplate: name != "lightstep", &report)
            if name == "lightstep", tracer.string("accessToken")?.value.isEmpty ?? !tracer.isSet("accessToken") {
                report.add("must have an accessToken", at: tracer)
            }
        }
    }
}

private let tracers: [(FieldName, String)] = [
    ("zipkin", "zipkin.istio-system:9411"), ("datadog", "$(HOST_IP):8126"), ("lightstep", "collector.lightstep:8080"),
]

private func inspect(_ tracer: Message, example: String, isTemplate: Bool, _ report: inout RuleReport) {
    guard let address = tracer.string("address"), !address.value.isEmpty else {
        guard !tracer.isSet("address") || tracer.string("address") != nil else { return }
        if let address = tracer.string("address"), address.isWritten {
            report.add("must be an address such as \(example)", at: address, fix: "address: \(example)")
            return
        }
        report.add("must have an address such as \(example)", at: tracer, fix: "address: \(example)")
        return
    }
    var text = address.value
    if isTemplate, let variable = text.placeOf("$(HOST_IP)") {
        text.replaceSubrange(variable, with: "127.0.0.1")
    }
    switch ProxyAddress.problem(of: text) {
    case .form?: report.add("must be host:port", at: address)
    case let problem?: report.add(problem.message, at: address)
    case nil: break
    }
}
