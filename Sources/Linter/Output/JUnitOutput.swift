import Documents

/// What was found as a JUnit report: a test case a file, which fails with its errors and warnings.
struct JUnitOutput {
    private let result: CheckResult

    init(_ result: CheckResult) { self.result = result }

    var text: String {
        var byFile: [Int: [FileDiagnostic]] = [:]
        for diagnostic in result.diagnostics { byFile[diagnostic.fileIndex, default: []].append(diagnostic) }
        let files = result.files.indices.filter { result.filesOfOurs.contains($0) || byFile[$0] != nil }
        let failing = files.count { byFile[$0]?.contains { $0.severity > .note } == true }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        let counts =
            "tests=\"\(files.count + result.problems.count)\" failures=\"\(failing)\" errors=\"\(result.problems.count)\""
        text += "<testsuites name=\"sekisho\" \(counts)>\n  <testsuite name=\"sekisho\" \(counts)>\n"
        for index in files { text += testCase(result.files[index].name, byFile[index] ?? []) }
        for problem in result.problems {
            text += "    <testcase name=\"\(problem.file.escapedForXML)\" classname=\"sekisho\">\n"
            text += "      <error message=\"\(problem.text.escapedForXML)\"></error>\n    </testcase>\n"
        }
        return text + "  </testsuite>\n</testsuites>\n"
    }

    private func testCase(_ name: String, _ diagnostics: [FileDiagnostic]) -> String {
        var text = "    <testcase name=\"\(name.escapedForXML)\" classname=\"sekisho\""
        guard !diagnostics.isEmpty else { return text + "></testcase>\n" }
        text += ">\n"
        let failures = diagnostics.filter { $0.severity > .note }
        if let first = failures.max(by: { $0.severity < $1.severity }) {
            let others = failures.count > 1 ? " and \(failures.count - 1) more" : ""
            text += "      <failure type=\"\(first.severity)\" message=\"\((line(of: first) + others).escapedForXML)\">"
            text += failures.map(line).joined(separator: "\n").escapedKeepingLines + "</failure>\n"
        }
        let notes = diagnostics.filter { $0.severity == .note }
        if !notes.isEmpty {
            text +=
                "      <system-out>" + notes.map(line).joined(separator: "\n").escapedKeepingLines + "</system-out>\n"
        }
        return text + "    </testcase>\n"
    }

    private func line(of diagnostic: FileDiagnostic) -> String {
        let subject = diagnostic.subject.isEmpty ? "" : diagnostic.subject + ": "
        return "\(diagnostic.mark): \(diagnostic.severity): \(subject)\(diagnostic.message) [\(diagnostic.id)]"
    }
}

extension String {
    fileprivate var escapedKeepingLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).escapedForXML }.joined(
            separator: "\n")
    }
}
