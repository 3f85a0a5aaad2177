import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataValueUnparsable = Rule(
        "proxymetadata-value-unparsable", .warning, .ignored, document: .ofProxyVariables,
        summary: "pilot-agent cannot read the value of a variable",
        rationale: """
            pilot-agent logs one line in each pod and goes on with the default, so that the setting has no effect \
            anywhere in the mesh.
            """,
        fix: "Write a value of the variable's type; durations need a unit.",
        sources: [.istio("env.Register"), .istio("DurationVar.Lookup")],
        examples: [
            .valid("a duration", "defaultConfig: {proxyMetadata: {SECRET_TTL: 12h}}"),
            .valid("a boolean", #"defaultConfig: {proxyMetadata: {EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "1"}}"#),
            .valid("nobody's variable", "defaultConfig: {proxyMetadata: {MY_TIMEOUT: soon}}"),
            .invalid(
                "a duration without its unit",
                """
                defaultConfig:
                  proxyMetadata:
                    EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"
                    MINIMUM_DRAIN_DURATION: "5"  # ✗ must be a duration such as 10s, not 5
                """),
            .invalid(
                "a boolean of YAML 1.1",
                """
                defaultConfig:
                  proxyMetadata:
                    PKCS8_KEY: "yes"  # ✗ must be true or false, not yes
                """),
            .invalid(
                "a ratio over 1",
                """
                defaultConfig:
                  proxyMetadata:
                    SECRET_GRACE_PERIOD_RATIO: "50"  # ✗ must be between 0 and 1, not 50
                """),
            .invalid(
                "a size in words",
                """
                defaultConfig:
                  proxyMetadata:
                    WORKLOAD_RSA_KEY_SIZE: large  # ✗ must be a whole number, not large
                """),
        ]
    ) { _, report in
        for variable in report.proxyVariables.all {
            guard variable.metadata != .bool, let known = variable.known, known.isReadByProxy(in: report.version)
            else { continue }
            let type = known.type(in: report.version)
            let text = variable.value.value
            if !type.accepts(text) {
                report.add("must be \(type.requirement)", at: variable.value)
            } else if variable.name == "SECRET_GRACE_PERIOD_RATIO", let ratio = GoValue.float(text),
                !(0...1).contains(ratio)
            {
                report.add("must be between 0 and 1", at: variable.value)
            }
        }
    }
}
