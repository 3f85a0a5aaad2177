import Documents
import IstioSchema
import Validation

/// What every release of Istio makes of the same files, and what of them comes and goes with a release.
package struct ReleaseTable: Sendable {
    private let results: [(version: IstioVersion, result: CheckResult)]
    private let facts: [WrittenFact]

    package init(_ arguments: [String], _ options: CheckOptions) {
        let search = InputSearch(arguments)
        var base = CheckResult()
        base.problems = search.problems
        var files: [InputFile] = []
        for path in search.files {
            do throws(InputProblem) {
                files.append(try InputFile(reading: path, standardInputName: options.standardInputName))
            } catch {
                base.problems.append(error)
            }
        }
        var results: [(version: IstioVersion, result: CheckResult)] = []
        for version in IstioVersion.allCases {
            var options = options
            options.version = version
            var result = Inspection(options: options).check(files)
            result.problems = base.problems + result.problems
            results.append((version, result))
        }
        self.results = results
        facts = WrittenFact.all(in: files, options)
    }

    package var problems: [InputProblem] { results.first?.result.problems ?? [] }

    /// Fails where any release finds what fails.
    package func status(failingOn threshold: FailureThreshold, allowsEmpty: Bool) -> ExitStatus {
        let all = results.map { $0.result.status(failingOn: threshold, allowsEmpty: allowsEmpty) }
        return [.unreadable, .found, .noInput].first(where: all.contains) ?? .clean
    }

    // MARK: Text

    private static let width = 5

    package func text(usesColour: Bool) -> String {
        let style = TerminalStyle(isOn: usesColour)
        let rows = rows
        let label = max(24, min(72, rows.map(\.label.count).max() ?? 0))
        func row(_ name: String, _ cells: [String]) -> String {
            let name = name.elided(to: label)
            let blanks = String(repeating: " ", count: label - name.count)
            return name + blanks + cells.map { String(repeating: " ", count: Self.width - $0.count) + $0 }.joined()
                + "\n"
        }
        var text = style.paint(row("Istio release", results.map { "\($0.version)" }), .bold)
        for severity in [Severity.error, .warning, .note] {
            text += row("\(severity)s", results.map { "\($0.result.count(severity))" })
        }
        if rows.isEmpty {
            text += "\nEvery release says the same; `sekisho check` with --istio RELEASE shows it.\n"
        } else {
            text += "\n" + style.paint("Not the same in every release (E error, W warning, n note):", .bold) + "\n"
            for entry in rows { text += row(entry.label, entry.cells) }
        }
        text += "\n" + style.paint("What is written here and comes, goes or changes with a release:", .bold) + "\n"
        if facts.isEmpty { text += "nothing\n" }
        let fields = max(24, min(72, facts.map(\.path.count).max() ?? 0))
        for fact in facts {
            let path = fact.path.elided(to: fields)
            text += path + String(repeating: " ", count: fields - path.count) + "  " + fact.change + "\n"
        }
        return text
    }

    /// Diagnostics that some releases have and others not, or with another severity.
    private var rows: [(label: String, cells: [String])] {
        struct Key: Hashable {
            let file: String
            let mark: SourceMark
            let id: DiagnosticID
            let path: String
        }
        var order: [Key] = []
        var marks: [Key: [IstioVersion: Severity]] = [:]
        for (version, result) in results {
            for diagnostic in result.diagnostics {
                let key = Key(
                    file: diagnostic.file, mark: diagnostic.mark, id: diagnostic.id, path: diagnostic.fullPath)
                if marks[key] == nil { order.append(key) }
                let known = marks[key]?[version]
                marks[key, default: [:]][version] = max(known ?? .note, diagnostic.severity)
            }
        }
        order.sort { ($0.file, $0.mark, $0.id, $0.path) < ($1.file, $1.mark, $1.id, $1.path) }
        return order.compactMap { key in
            let found = marks[key] ?? [:]
            guard found.count < results.count || Set(found.values).count > 1 else { return nil }
            let cells = results.map { entry in
                switch found[entry.version] {
                case .error: "E"
                case .warning: "W"
                case .note: "n"
                case nil: "."
                }
            }
            return ("\(key.file):\(key.mark.line) \(key.id)", cells)
        }
    }
}
