import Documents

/// A form in which what was found is written.
package enum OutputFormat: String, CaseIterable, Sendable {
    case text, json, jsonl, sarif, junit, github, gitlab, checkstyle

    /// The whole output, with a line break at its end where it is not empty.
    package func render(_ result: CheckResult, _ context: OutputContext) -> String {
        switch self {
        case .text: TextOutput(result, context).text
        case .json: JSONOutput.document(result)
        case .jsonl: JSONOutput.lines(result)
        case .sarif: SARIFOutput(result, context).text
        case .junit: JUnitOutput(result).text
        case .github: GitHubOutput(result).text
        case .gitlab: GitLabOutput(result).text
        case .checkstyle: CheckstyleOutput(result).text
        }
    }
}

/// What an output may know beside what was found.
package struct OutputContext: Sendable {
    package var version: String
    package var usesColour: Bool
    /// Columns of the terminal; nil where the output is none, so that lines are never cut.
    package var columns: Int?

    package init(version: String, usesColour: Bool = false, columns: Int? = nil) {
        self.version = version
        self.usesColour = usesColour
        self.columns = columns
    }
}

/// Where a rule is explained.
package enum RuleLink {
    package static let project = "https://github.com/sekisho-dev/sekisho"

    package static func page(_ id: DiagnosticID) -> String {
        guard id != UnusedAllowance.id else { return "\(project)/blob/main/docs/policy.md#letting-a-warning-through" }
        return "\(project)/blob/main/docs/rules/\(id).md"
    }
}
