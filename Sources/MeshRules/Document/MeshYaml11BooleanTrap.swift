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
        for key in report.survey(of: document).booleanKeys where !key.place.isMerged {
            guard case .bool(let value) = key.entry.key.value, let word = key.entry.key.text,
                YAMLScalars.isBooleanTrap(word), let path = place(of: key.place.path)
            else { continue }
            // Quotes do not help a variable: the template writes its name without them.
            let quoted = isVariable(path) ? nil : "\"\(word)\""
            report.add(
                "needs quotes: YAML reads \(word) as \(value)", at: key.entry.key, path: path,
                fix: quoted.map { $0 + ":" }, severity: .warning, replacement: quoted)
        }
    }
}

/// The fields whose keys are names that the author chose.
private let maps = NameSet([
    "networks", "proxyMetadata", "environmentVariables", "matchLabels", "labels", "runtimeValues", "to", "customTags",
]).inBothSpellings

/// Whether a key is the name of a variable, which `proxymetadata-env-name` judges.
private func isVariable(_ path: FieldPath) -> Bool {
    guard case .field(let map) = path.parent?.last else { return false }
    return variableMaps.contains(map)
}

private let variableMaps = NameSet(["proxyMetadata", "environmentVariables"]).inBothSpellings

/// The path of a key that is a name of the author's choice, with keys of maps as such; nil for other keys.
private func place(of path: FieldPath) -> FieldPath? {
    var place = FieldPath.root
    var isInMap = false
    for step in path.steps {
        let isMap = isInMap
        switch step {
        case .field(let name), .key(let name):
            place = isMap ? place.key(name) : place.field(name)
            isInMap = !isMap && maps.contains(name)
        case .element:
            place = place.child(step)
            isInMap = false
        }
    }
    guard case .key = place.last else { return nil }
    return place
}
