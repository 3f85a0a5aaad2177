import Documents

/// What was found as a GitLab code quality report.
struct GitLabOutput {
    private let result: CheckResult

    init(_ result: CheckResult) { self.result = result }

    var text: String {
        var json = JSONWriter(indentation: 2)
        var seen: [String: Int] = [:]
        json.array { json in
            for diagnostic in result.diagnostics {
                json.object { json in
                    let subject = diagnostic.subject.isEmpty ? "" : diagnostic.subject + ": "
                    json.member("description", subject + diagnostic.message)
                    json.member("check_name", diagnostic.id.text)
                    let key = diagnostic.file + "\u{0}" + diagnostic.identity
                    let number = (seen[key] ?? 0) + 1
                    seen[key] = number
                    json.member("fingerprint", DiagnosticHash.text(of: "\(key)\u{0}\(number)"))
                    json.member("severity", severity(of: diagnostic))
                    json.object("location") { json in
                        json.member("path", diagnostic.file)
                        json.object("positions") { json in
                            json.object("begin") { position(diagnostic.mark, &$0) }
                            if let end = diagnostic.end { json.object("end") { position(end, &$0) } }
                        }
                    }
                }
            }
        }
        return json.text + "\n"
    }

    private func position(_ mark: SourceMark, _ json: inout JSONWriter) {
        json.member("line", mark.line)
        json.member("column", mark.column)
    }

    /// What istiod refuses stops every later change too.
    private func severity(of diagnostic: FileDiagnostic) -> String {
        switch diagnostic.severity {
        case .error: diagnostic.effect == .rejected ? "blocker" : "critical"
        case .warning: diagnostic.effect == .risky ? "major" : "minor"
        case .note: "info"
        }
    }
}
