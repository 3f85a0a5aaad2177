import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataEnvName = Rule(
        "proxymetadata-env-name", .error, .breaks, document: .ofProxyVariables,
        summary: "a name cannot be the name of an environment variable",
        rationale: """
            The injection template writes the name into the pod. The API server refuses the pod, so that no injected pod \
            can be created until the name is mended.
            """,
        fix: "Use letters, digits and underscores, and begin with a letter.",
        sources: [.kubernetes("validation.IsEnvVarName"), .istio("injection-template.yaml")],
        examples: [
            .valid("a plain name", #"defaultConfig: {proxyMetadata: {MY_VAR: "1"}}"#),
            .valid("dots and dashes", #"defaultConfig: {proxyMetadata: {my.app-region: "1"}}"#),
            .invalid(
                "a blank",
                """
                defaultConfig:
                  proxyMetadata:
                    "MY VAR": "1"  # ✗ must consist of letters, digits, _, - and .
                """),
            .invalid(
                "a digit in front",
                """
                defaultConfig:
                  proxyMetadata:
                    2ND_VAR: "1"  # ✗ must not begin with a digit
                """),
            .invalid(
                "an equals sign",
                """
                defaultConfig:
                  proxyMetadata:
                    A=B: "1"  # ✗ must consist of letters, digits, _, - and .
                """),
            .invalid(
                "a name that YAML reads as a boolean",
                """
                defaultConfig:
                  proxyMetadata:
                    "on": "1"  # ✗ must not be a name that YAML reads as a boolean, null or number
                """),
            .invalid(
                "empty",
                """
                defaultConfig:
                  proxyMetadata:
                    "": "1"  # ✗ must not be empty
                """),
        ]
    ) { _, report in
        for variable in report.proxyVariables.all {
            guard let message = mistake(in: variable.name) else { continue }
            report.add(message, atKeyOf: variable.value)
        }
    }
}

/// Kubernetes takes any printable name but `=` from 1.32 on; before, and for the template, only these are safe.
private func mistake(in name: String) -> String? {
    guard let first = name.utf8.first else { return "must not be empty" }
    let isName = name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
    guard isName else { return "must consist of letters, digits, _, - and ." }
    if UInt8(ascii: "0")...UInt8(ascii: "9") ~= first { return "must not begin with a digit" }
    if name == "." || name == ".." || name.hasPrefix("..") { return "must not begin with two dots" }
    if case .string = YAMLScalars.resolve(name) { return nil }
    return "must not be a name that YAML reads as a boolean, null or number"
}
