import Documents

/// What was found as commands of GitHub Actions, which shows them beside the lines of a change.
struct GitHubOutput {
    private let result: CheckResult

    init(_ result: CheckResult) { self.result = result }

    var text: String {
        result.diagnostics.map { diagnostic in
            let command = diagnostic.severity == .note ? "notice" : "\(diagnostic.severity)"
            var properties = ["file=\(diagnostic.file.escapedProperty)", "line=\(diagnostic.mark.line)"]
            if let end = diagnostic.end, end.line > diagnostic.mark.line {
                properties.append("endLine=\(end.line)")
            } else {
                properties.append("col=\(diagnostic.mark.column)")
                if let end = diagnostic.end { properties.append("endColumn=\(end.column)") }
            }
            properties.append("title=\(diagnostic.id.text.escapedProperty)")
            var message = (diagnostic.subject.isEmpty ? "" : diagnostic.subject + ": ") + diagnostic.message
            if let fix = diagnostic.fix, !fix.isEmpty { message += "\nfix: \(fix)" }
            message += "\n\(RuleLink.page(diagnostic.id))"
            return "::\(command) \(properties.joined(separator: ","))::\(message.escapedCommand)\n"
        }.joined()
    }
}

extension String {
    /// Source: github.com/actions/toolkit packages/core command.ts, `escapeData` and `escapeProperty`.
    fileprivate var escapedCommand: String {
        replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    fileprivate var escapedProperty: String {
        escapedCommand.replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
