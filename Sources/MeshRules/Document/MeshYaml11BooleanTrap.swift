import Documents
import IstioSchema
import Validation

extension Rule {
    package static let meshYaml11BooleanTrap = Rule(
        .meshYAML11BooleanTrap, .error, .rejected, document: [.mesh, .meshNetworks, .proxyConfigAnnotation],
        summary: "an unquoted on, off, yes, no, y or n is read as a boolean",
        rationale: """
            Istio reads YAML 1.1, where these words are booleans. Where a text or an enumeration is wanted, istiod \
            refuses the whole document, even for the documented ingressControllerMode: OFF; as the name of a network \
            or a variable the word becomes "true" or "false", which is no name that anybody uses.
            """,
        fix: "Put the word in quotes.",
        sources: [.istio("protomarshal.ApplyYAML"), .istio("ParseMeshNetworks")],
        examples: [
            .valid("in quotes", "ingressControllerMode: \"OFF\""),
            .valid("for a boolean", "enableTracing: yes"),
            .invalid("an enumeration", "ingressControllerMode: OFF  # ✗ must be quoted: YAML reads OFF as false"),
            .invalid("a text", "trustDomain: no  # ✗ must be quoted: YAML reads no as false"),
            .invalid(
                "the name of a network",
                """
                networks:
                  n:  # ✗ needs quotes: YAML reads n as false
                    endpoints:
                      - fromRegistry: Kubernetes
                    gateways:
                      - address: 10.0.0.1
                        port: 15443
                """, kind: .meshNetworks),
            .invalid(
                "the name of a variable",
                """
                defaultConfig:
                  proxyMetadata:
                    on: "1"  # ✗ needs quotes: YAML reads on as true
                """),
        ]
    ) { document, report in
        reportKeys(of: document, at: .root, isMap: false, &report)
    }
}

/// The fields whose keys are names that the author chose.
private let maps = Set<String>([
    "networks", "proxyMetadata", "environmentVariables", "matchLabels", "labels", "runtimeValues", "to", "customTags",
]).inBothSpellings

private func reportKeys(of node: Node, at path: FieldPath, isMap: Bool, _ report: inout RuleReport) {
    for entry in node.entries where !entry.isMerged && (isMap || entry.value.isCollection) {
        let child = isMap ? path.key(entry.name) : path.field(entry.name)
        if isMap, entry.key.style == .plain, case .bool(let value) = entry.key.value,
            let word = entry.key.text, YAMLScalars.isBooleanTrap(word)
        {
            report.add(
                "needs quotes: YAML reads \(word) as \(value)", at: entry.key, path: child, fix: "\"\(word)\":",
                severity: .warning, replacement: "\"\(word)\"")
        }
        reportKeys(of: entry.value, at: child, isMap: !isMap && maps.contains(entry.name), &report)
    }
    for (index, element) in node.elements.enumerated() where element.isCollection {
        reportKeys(of: element, at: path.element(index), isMap: false, &report)
    }
}
