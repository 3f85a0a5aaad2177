import Documents
import MeshRules
import Validation

extension RulePages {
    /// The rules whose id, summary or chapter holds a text; the one of that id, where there is one.
    package static func rules(about text: String?, _ severity: Severity? = nil) -> [Rule] {
        if let text, let rule = rule(DiagnosticID(text)) { return [rule] }
        let word = text?.lowercased() ?? ""
        return chapters.flatMap { chapter in
            chapter.rules.filter { rule in
                (severity == nil || rule.severity == severity)
                    && (word.isEmpty || rule.id.text.contains(word) || rule.summary.lowercased().contains(word)
                        || chapter.title.lowercased().contains(word))
            }
        }
    }

    /// The files of `docs/rules`: name and text.
    package static var files: [(name: String, text: String)] {
        [("README.md", index)] + Rule.all.map { ("\($0.id).md", RulePage($0).markdown) }
    }

    /// Writes an index and a page a rule into a directory; pages of rules that are gone stay.
    ///
    /// - Returns: how many pages there are.
    /// - Throws: ``FileSystem/Failure`` where a file cannot be written.
    package static func write(to directory: String) throws(FileSystem.Failure) -> Int {
        try FileSystem.makeDirectory(directory)
        for (name, text) in files { try FileSystem.write(Array(text.utf8), to: "\(directory)/\(name)") }
        return files.count
    }
}
