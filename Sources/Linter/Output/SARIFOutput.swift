import Documents
import MeshRules
import Validation

/// What was found as SARIF 2.1.0, which code hosts show beside the lines of a change.
struct SARIFOutput {
    private let result: CheckResult
    private let context: OutputContext

    init(_ result: CheckResult, _ context: OutputContext) {
        self.result = result
        self.context = context
    }

    /// Code hosts refuse runs with more; the most severe are kept.
    private static let maximumResults = 5000

    var text: String {
        var json = JSONWriter(indentation: 2)
        let shown = Array(
            result.diagnostics.sorted { $0.severity > $1.severity }.prefix(Self.maximumResults)
        ).sorted(by: FileDiagnostic.inOrderOfPlace)
        let ids = Set(shown.map(\.id)).sorted()
        json.object { json in
            json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            json.member("version", "2.1.0")
            json.array("runs") { json in
                json.object { json in
                    tool(ids, &json)
                    json.member("columnKind", "unicodeCodePoints")
                    json.object("originalUriBaseIds") { json in
                        json.object("SRCROOT") { json in
                            json.object("description") { $0.member("text", "The directory that sekisho ran in.") }
                        }
                    }
                    invocation(&json)
                    var seen: [String: Int] = [:]
                    json.array("results") { json in
                        for diagnostic in shown { self.result(diagnostic, ids, &seen, &json) }
                    }
                }
            }
        }
        return json.text + "\n"
    }

    private func tool(_ ids: [DiagnosticID], _ json: inout JSONWriter) {
        json.object("tool") { json in
            json.object("driver") { json in
                json.member("name", "sekisho")
                json.member("informationUri", RuleLink.project)
                json.member("semanticVersion", context.version)
                json.array("rules") { json in for id in ids { rule(id, &json) } }
            }
        }
    }

    private func rule(_ id: DiagnosticID, _ json: inout JSONWriter) {
        let rule = RulePages.rule(id)
        json.object { json in
            json.member("id", id.text)
            let summary = id == UnusedAllowance.id ? UnusedAllowance.summary : id.text
            json.object("shortDescription") { $0.member("text", rule?.summary ?? summary) }
            if let rule {
                json.object("fullDescription") { $0.member("text", rule.rationale) }
                json.object("defaultConfiguration") { $0.member("level", rule.severity.sarifLevel) }
                json.object("help") { json in
                    json.member("text", "\(rule.rationale) \(rule.fix)")
                    json.member("markdown", RulePage(rule).markdown)
                }
                json.object("properties") { $0.member("effect", rule.effect.rawValue) }
            }
            json.member("helpUri", RuleLink.page(id))
        }
    }

    private func invocation(_ json: inout JSONWriter) {
        json.array("invocations") { json in
            json.object { json in
                json.member("executionSuccessful", result.problems.isEmpty)
                guard !result.problems.isEmpty else { return }
                json.array("toolExecutionNotifications") { json in
                    for problem in result.problems {
                        json.object { json in
                            json.member("level", "error")
                            json.object("message") { $0.member("text", "\(problem.file): \(problem.text)") }
                        }
                    }
                }
            }
        }
    }

    private func result(
        _ diagnostic: FileDiagnostic, _ ids: [DiagnosticID], _ seen: inout [String: Int], _ json: inout JSONWriter
    ) {
        json.object { json in
            json.member("ruleId", diagnostic.id.text)
            if let index = ids.firstIndex(of: diagnostic.id) { json.member("ruleIndex", index) }
            json.member("level", diagnostic.severity.sarifLevel)
            var message = diagnostic.subject.isEmpty ? "" : diagnostic.subject + ": "
            message += diagnostic.message
            if let fix = diagnostic.fix, !fix.isEmpty { message += " (fix: \(fix))" }
            json.object("message") { $0.member("text", message) }
            json.array("locations") { json in json.object { location(diagnostic, &$0) } }
            // The same mistake twice in a file is told apart by its number.
            let key = diagnostic.file + "\u{0}" + diagnostic.identity
            let number = (seen[key] ?? 0) + 1
            seen[key] = number
            json.object("partialFingerprints") { $0.member("sekisho/v1", "\(diagnostic.identity):\(number)") }
            fixes(of: diagnostic, &json)
            json.object("properties") { json in
                json.member("effect", diagnostic.effect.rawValue)
                json.member("path", diagnostic.fullPath)
                json.member("istio", "\(diagnostic.release)")
            }
        }
    }

    private func location(_ diagnostic: FileDiagnostic, _ json: inout JSONWriter) {
        json.object("physicalLocation") { json in
            artifact(diagnostic, &json)
            json.object("region") { region(from: diagnostic.mark, to: diagnostic.end, &$0) }
        }
        json.array("logicalLocations") { json in
            json.object { $0.member("fullyQualifiedName", diagnostic.fullPath) }
        }
    }

    private func artifact(_ diagnostic: FileDiagnostic, _ json: inout JSONWriter) {
        json.object("artifactLocation") { json in
            json.member("uri", diagnostic.file.percentEncodedPath)
            if !diagnostic.file.hasPrefix("/") { json.member("uriBaseId", "SRCROOT") }
        }
    }

    private func region(from start: SourceMark, to end: SourceMark?, _ json: inout JSONWriter) {
        json.member("startLine", start.line)
        json.member("startColumn", start.column)
        guard let end, end >= start else { return }
        json.member("endLine", end.line)
        json.member("endColumn", end.column)
    }

    private func fixes(of diagnostic: FileDiagnostic, _ json: inout JSONWriter) {
        guard let edits = diagnostic.edits else { return }
        json.array("fixes") { json in
            json.object { json in
                json.object("description") { $0.member("text", diagnostic.fix ?? diagnostic.message) }
                json.array("artifactChanges") { json in
                    json.object { json in
                        artifact(diagnostic, &json)
                        json.array("replacements") { json in
                            for edit in edits {
                                json.object { json in
                                    json.object("deletedRegion") { region(from: edit.start, to: edit.end, &$0) }
                                    json.object("insertedContent") { $0.member("text", edit.replacement) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Severity {
    /// SARIF's `level` has the same three words.
    var sarifLevel: String { description }
}

extension String {
    /// The path as a relative URI (RFC 3986 §3.3).
    var percentEncodedPath: String {
        var text = ""
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }
}
