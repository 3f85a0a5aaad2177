import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniExcludeNamespacesFormat = Rule(
        "cni-exclude-namespaces-format", .warning, .risky, document: [.cniConfig],
        summary: "EXCLUDE_NAMESPACES is no list of namespaces",
        rationale: """
            istio-cni compares each part between commas with a namespace as it is; a part that is no namespace \
            excludes nothing. Without kube-system it may hold up the pods that a node needs to come up.
            """,
        fix: "Write namespaces with commas and nothing else between them.",
        sources: [.istio("constructConfig"), .istio("SplitExcludeNamespaces"), .issue("istio/istio#59295")],
        releases: .withCNISettings,
        examples: [
            .valid(
                "commas",
                """
                data:
                  EXCLUDE_NAMESPACES: kube-system,istio-system
                """),
            .valid(
                "blanks are dropped from 1.30 on",
                """
                data:
                  EXCLUDE_NAMESPACES: kube-system, istio-system
                """),
            .invalid(
                "blanks before",
                """
                data:
                  EXCLUDE_NAMESPACES: kube-system, istio-system  # ✗ holds a blank: Istio 1.24 looks for " istio-system"
                """, in: .v1_24),
            .invalid(
                "semicolons",
                """
                data:
                  EXCLUDE_NAMESPACES: kube-system; istio-system  # ✗ must be a comma-separated list, not kube-system; istio-system
                """),
            .invalid(
                "without kube-system",
                """
                data:
                  EXCLUDE_NAMESPACES: istio-system  # ✗ leaves kube-system in, whose pods need no mesh
                """),
            .invalid(
                "empty",
                """
                data:
                  EXCLUDE_NAMESPACES: ""  # ✗ leaves kube-system in, whose pods need no mesh
                """),
        ]
    ) { config, report in
        guard let entry = CNISettings(config).entry("EXCLUDE_NAMESPACES"), let text = entry.value.string else { return }
        let path = CNISettings.path("EXCLUDE_NAMESPACES")
        let parts = text.split(separator: ",", omittingEmptySubsequences: true)
        let names = parts.map(trimmed)
        if let odd = names.first(where: { !isNamespace($0) }), !odd.isEmpty {
            report.add("must be a comma-separated list", at: entry.value, path: path)
        } else if report.version < .v1_30, let blank = zip(parts, names).first(where: { $0.0 != $0.1 }) {
            report.add(
                "holds a blank: Istio \(report.version) looks for \"\(blank.0.prefix(32))\"", at: entry.value,
                path: path,
                fix: "EXCLUDE_NAMESPACES: \(names.joined(separator: ","))")
        } else if !names.contains("kube-system") {
            report.add("leaves kube-system in, whose pods need no mesh", at: entry.value, path: path, severity: .note)
        }
    }
}

private func trimmed(_ part: Substring) -> Substring {
    let start = part.drop { $0.isWhitespace }
    return start.prefix(start.count - start.reversed().prefix { $0.isWhitespace }.count)
}

/// RFC 1123 label.
private func isNamespace(_ name: Substring) -> Bool {
    guard (1...63).contains(name.utf8.count), name.utf8.first != UInt8(ascii: "-"), name.utf8.last != UInt8(ascii: "-")
    else { return false }
    return name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
    }
}
