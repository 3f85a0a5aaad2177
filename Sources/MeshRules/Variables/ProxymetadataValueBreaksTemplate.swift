import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataValueBreaksTemplate = Rule(
        "proxymetadata-value-breaks-template", .error, .breaks, document: .ofProxyVariables,
        summary: "a value holds what the injection template cannot quote",
        rationale: """
            The template puts the value between double quotes as it is. A quote or a line break makes the generated pod \
            no YAML, so that injection fails and no pod can be created; a backslash changes the value.
            """,
        fix: "Choose a value without double quotes, backslashes and line breaks.",
        sources: [.istio("injection-template.yaml")],
        examples: [
            .valid("plain", "defaultConfig: {proxyMetadata: {OTEL_RESOURCE_ATTRIBUTES: team=payments}}"),
            .valid("single quotes", #"defaultConfig: {proxyMetadata: {GREETING: "it's"}}"#),
            .invalid(
                "double quotes",
                """
                defaultConfig:
                  proxyMetadata:
                    OTEL_RESOURCE_ATTRIBUTES: 'team="payments"'  # ✗ must hold no ", which breaks the template
                """),
            .invalid(
                "a backslash",
                #"""
                defaultConfig:
                  proxyMetadata:
                    LOG_PATTERN: '\d+'  # ✗ must hold no \, which breaks the template
                """#),
            .invalid(
                "lines",
                """
                defaultConfig:
                  proxyMetadata:
                    MOTD: "a\\nb"  # ✗ must hold no line break, which breaks the template
                """),
        ]
    ) { _, report in
        for variable in report.proxyVariables.all {
            guard let offender = offender(in: variable.value.value) else { continue }
            report.add("must hold no \(offender), which breaks the template", at: variable.value)
        }
    }
}

/// The first thing in a value that a quoted string of the template cannot hold, by name.
private func offender(in value: String) -> String? {
    for byte in value.utf8 {
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "line break"
        default: continue
        }
    }
    return nil
}
