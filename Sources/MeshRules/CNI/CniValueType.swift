import Documents
import IstioSchema
import Validation

extension Rule {
    package static let cniValueType = Rule(
        "cni-value-type", .error, .breaks, document: [.cniConfig],
        summary: "a value is a bare boolean or number",
        rationale: """
            A ConfigMap holds texts only. The API server refuses the object, so that nothing of the change arrives.
            """,
        fix: "Quote the value, a boolean as \"true\" or \"false\".",
        sources: [.kubernetes("core/v1 ConfigMap.data")],
        releases: .all,
        examples: [
            .valid(
                "quoted",
                """
                data:
                  REPAIR_ENABLED: "true"
                  EXCLUDE_NAMESPACES: kube-system
                """),
            .invalid(
                "a boolean",
                """
                data:
                  REPAIR_ENABLED: true  # ✗ must be a string, not the boolean true
                  AMBIENT_ENABLED: yes  # ✗ must be a string, not the boolean yes
                """),
            .invalid(
                "a number",
                """
                data:
                  MONITORING_PORT: 15014  # ✗ must be a string, not the number 15014
                """),
        ]
    ) { config, report in
        for setting in CNISettings(config).all {
            switch setting.value.value {
            case .string, .null:
                break
            default:
                let quoted = quotable(setting).map { "\"\($0)\"" }
                report.add(
                    "must be a string, not \(setting.value.kindPhrase)", at: setting.value,
                    path: CNISettings.path(setting.name),
                    fix: quoted.map { "\(setting.name): \($0)" }, replacement: quoted)
            }
        }
    }
}

/// What to write in quotes; nil where only the author can tell.
private func quotable(_ setting: Node.Entry) -> String? {
    let isBool = CNIKey.all.contains { $0.isBool && $0.name.isExactly(setting.name) }
    return isBool ? EnvironmentVariable.ValueType.bool.quotable(setting.value) : setting.value.scalarText
}
