import Documents
import Validation

/// What was found, for programs: one object, or an object a line.
enum JSONOutput {
    /// The version of the form of the output.
    ///
    /// A field may be added without a new version; none is renamed or taken away.
    static let version = 1

    static func document(_ result: CheckResult) -> String {
        var json = JSONWriter(indentation: 2)
        json.object { json in
            json.member("version", version)
            json.object("summary") { json in
                json.member("files", result.files.count)
                json.member("documents", result.documentCount)
                json.member("errors", result.count(.error))
                json.member("warnings", result.count(.warning))
                json.member("notes", result.count(.note))
                json.member("allowed", result.allowedCount)
                json.member("accepted", result.acceptedCount)
            }
            json.array("diagnostics") { json in for diagnostic in result.diagnostics { write(diagnostic, &json) } }
            json.array("skipped") { json in for problem in result.skipped { write(problem, &json) } }
            json.array("unreadable") { json in for problem in result.problems { write(problem, &json) } }
        }
        return json.text + "\n"
    }

    static func lines(_ result: CheckResult) -> String {
        result.diagnostics.map { diagnostic in
            var json = JSONWriter()
            write(diagnostic, &json)
            return json.text + "\n"
        }.joined()
    }

    private static func write(_ diagnostic: FileDiagnostic, _ json: inout JSONWriter) {
        json.object { json in
            json.member("version", version)
            json.member("file", diagnostic.file)
            json.member("line", diagnostic.mark.line)
            json.member("column", diagnostic.mark.column)
            if let end = diagnostic.end {
                json.member("endLine", end.line)
                json.member("endColumn", end.column)
            }
            if let inner = diagnostic.inner {
                json.object("inner") { json in
                    json.member("field", inner.label)
                    json.member("line", inner.mark.line)
                    json.member("column", inner.mark.column)
                }
            }
            json.member("path", diagnostic.fullPath)
            json.member("severity", "\(diagnostic.severity)")
            json.member("effect", diagnostic.effect.rawValue)
            json.member("rule", diagnostic.id.text)
            json.member("message", diagnostic.message)
            json.key("fix")
            if let fix = diagnostic.fix { json.string(fix) } else { json.null() }
            json.member("fixable", diagnostic.edits != nil)
            if !diagnostic.object.kind.isEmpty {
                json.object("object") { json in
                    json.member("apiVersion", diagnostic.object.apiVersion)
                    json.member("kind", diagnostic.object.kind)
                    json.member("namespace", diagnostic.object.namespace)
                    json.member("name", diagnostic.object.name)
                }
            }
            json.member("istio", "\(diagnostic.release)")
            if let softening = diagnostic.softening { json.member("softened", softening.rawValue) }
            json.member("help", RuleLink.page(diagnostic.id))
            json.member("fingerprint", diagnostic.identity)
        }
    }

    private static func write(_ problem: InputProblem, _ json: inout JSONWriter) {
        json.object { json in
            json.member("file", problem.file)
            if let line = problem.lineNumber { json.member("line", line) }
            json.member("reason", problem.text)
        }
    }
}
