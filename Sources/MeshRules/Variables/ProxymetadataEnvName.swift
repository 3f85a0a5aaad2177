import Documents
import IstioSchema
import Validation

extension Rule {
    package static let proxymetadataEnvName = Rule(
        "proxymetadata-env-name", .error, .breaks, document: .ofProxyVariables,
        summary: "a name cannot be the name of an environment variable",
        rationale: """
            The injection template writes the name into the pod. The API server refuses the pod, so that no injected pod \
            can be created until the name is mended. From Kubernetes 1.32 on it takes any printable character but =.
            """,
        fix: "Use letters, digits and underscores, and begin with a letter.",
        sources: [
            .kubernetes("validation.IsEnvVarName"), .kubernetes("KEP-4369"), .istio("injection-template.yaml"),
        ],
        examples: [
            .valid("a plain name", #"defaultConfig: {proxyMetadata: {MY_VAR: "1"}}"#),
            .valid("dots and dashes", #"defaultConfig: {proxyMetadata: {my.app-region: "1"}}"#),
            .invalid(
                "a blank",
                """
                defaultConfig:
                  proxyMetadata:
                    "MY VAR": "1"  # ✗ must consist of letters, digits, _, - and . up to Kubernetes 1.31
                """),
            .invalid(
                "a digit in front",
                """
                defaultConfig:
                  proxyMetadata:
                    2ND_VAR: "1"  # ✗ must not begin with a digit up to Kubernetes 1.31
                """),
            .invalid(
                "what the template cannot write",
                """
                defaultConfig:
                  proxyMetadata:
                    "A: B": "1"  # ✗ must consist of letters, digits, _, - and .
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
            if variable.name.isTakenByLaterKubernetes {
                report.add(message + " up to Kubernetes 1.31", atKeyOf: variable.value, severity: .warning)
            } else {
                report.add(message, atKeyOf: variable.value)
            }
        }
    }
}

extension String {
    /// Whether Kubernetes takes the name from 1.32 on, and the template writes it as it is.
    ///
    /// Source: apimachinery validation.IsRelaxedEnvVarName; injection-template.yaml, `- name: {{ $key }}`.
    fileprivate var isTakenByLaterKubernetes: Bool {
        guard utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "=") }),
            let entry = try? YAMLReader().read("- name: \(self)\n").root.elements.first
        else { return false }
        return entry["name"]?.string == self
    }
}

/// Before Kubernetes 1.32 only these are taken.
private func mistake(in name: String) -> String? {
    let bytes = name.utf8Span.span
    guard !bytes.isEmpty else { return "must not be empty" }
    for index in bytes.indices where !isOfName(bytes[index]) { return "must consist of letters, digits, _, - and ." }
    if UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[0] { return "must not begin with a digit" }
    if bytes[0] == UInt8(ascii: "."), bytes.count == 1 || bytes[1] == UInt8(ascii: ".") {
        return "must not begin with two dots"
    }
    if case .string = YAMLScalars.resolve(name) { return nil }
    return "must not be a name that YAML reads as a boolean, null or number"
}

private func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
        true
    default: false
    }
}
