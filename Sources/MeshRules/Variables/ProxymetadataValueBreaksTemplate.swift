import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataValueBreaksTemplate = Rule(
        "proxymetadata-value-breaks-template", .error, .breaks, document: .ofProxyVariables,
        summary: "a value holds what the injection template cannot quote",
        rationale: """
            The template puts the value between double quotes as it is. A bare quote, or a backslash that begins no \
            escape of YAML's, makes the generated pod no YAML, so that injection fails and no pod can be created. Other \
            escapes and line breaks are read as such, and the proxies get another value.
            """,
        fix: "Write the value as it would stand between double quotes of YAML: \\\" and \\\\.",
        sources: [.istio("injection-template.yaml")],
        examples: [
            .valid("plain", "defaultConfig: {proxyMetadata: {OTEL_RESOURCE_ATTRIBUTES: team=payments}}"),
            .valid("single quotes", #"defaultConfig: {proxyMetadata: {GREETING: "it's"}}"#),
            .valid(
                "escaped for the template", #"defaultConfig: {proxyMetadata: {LABELS: '{\"team\": \"a\\b\"}'}}"#),
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
                "an escape",
                #"""
                defaultConfig:
                  proxyMetadata:
                    LOG_DIR: 'C:\temp'  # ✗ has a \ that the template reads as an escape
                """#),
            .invalid(
                "lines",
                """
                defaultConfig:
                  proxyMetadata:
                    MOTD: "a\\nb"  # ✗ has a line break, of which the template makes a blank
                """),
        ]
    ) { _, report in
        for variable in report.proxyVariables.all {
            switch QuotedValue.consequence(of: variable.value.value) {
            case .none: break
            case .breaks(let offender):
                report.add("must hold no \(offender), which breaks the template", at: variable.value)
            case .escapes:
                report.add(
                    "has a \\ that the template reads as an escape", at: variable.value, severity: .warning)
            case .folds:
                report.add(
                    "has a line break, of which the template makes a blank", at: variable.value, severity: .warning)
            }
        }
    }
}

/// What becomes of a text between double quotes.
private enum QuotedValue {
    enum Consequence {
        case none
        /// The whole is no YAML.
        case breaks(String)
        case escapes, folds
    }

    static func consequence(of text: String) -> Consequence {
        var escapes = false
        var folds = false
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "\""): return .breaks("\"")
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): folds = true
            case UInt8(ascii: "\\"):
                switch bytes.next() {
                case nil: return .breaks("\\")
                // Whoever escapes these does it for the template.
                case UInt8(ascii: "\""), UInt8(ascii: "\\"): break
                default: escapes = true
                }
            default: break
            }
        }
        guard escapes || folds else { return .none }
        guard case .string? = try? YAMLReader().read("\"\(text)\"").root.value else {
            return .breaks(escapes ? "\\" : "line break")
        }
        return escapes ? .escapes : .folds
    }
}
