import Documents

/// What was found in the form of Checkstyle's reports, which many services read.
struct CheckstyleOutput {
    private let result: CheckResult

    init(_ result: CheckResult) { self.result = result }

    var text: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
        var current: Int?
        for diagnostic in result.diagnostics {
            if current != diagnostic.fileIndex {
                if current != nil { text += "  </file>\n" }
                text += "  <file name=\"\(diagnostic.file.escapedForXML)\">\n"
                current = diagnostic.fileIndex
            }
            let subject = diagnostic.subject.isEmpty ? "" : diagnostic.subject + ": "
            text += "    <error line=\"\(diagnostic.mark.line)\" column=\"\(diagnostic.mark.column)\""
            text += " severity=\"\(diagnostic.severity == .note ? "info" : "\(diagnostic.severity)")\""
            text +=
                " message=\"\((subject + diagnostic.message).escapedForXML)\" source=\"sekisho.\(diagnostic.id)\"/>\n"
        }
        if current != nil { text += "  </file>\n" }
        return text + "</checkstyle>\n"
    }
}
