import Documents

/// Diagnostics that somebody has accepted, so that only others fail.
///
/// They are known by what they say of which field, not by their lines, which move.
package struct Baseline: Sendable {
    private var counts: [Key: Int] = [:]

    private struct Key: Hashable {
        let file: String
        let identity: String

        init(file: String, identity: String) {
            self.file = file
            self.identity = identity
        }

        init(_ diagnostic: FileDiagnostic) { self.init(file: diagnostic.file, identity: diagnostic.identity) }
    }

    package init(accepting result: CheckResult) {
        for diagnostic in result.diagnostics { counts[Key(diagnostic), default: 0] += 1 }
    }

    /// Reads what ``json(of:)`` wrote.
    ///
    /// - Throws: ``InputProblem`` where the file is no baseline.
    package init(reading path: String) throws(InputProblem) {
        let file = try InputFile(reading: path)
        let root: Node
        do throws(JSONError) {
            root = try JSONReader().read(file.source.text)
        } catch {
            throw InputProblem(file: path, line: error.mark.line, text: "is no baseline: \(error.problem)")
        }
        guard root["version"]?.integer == 1, case .sequence(let rows)? = root["accepted"]?.value else {
            throw InputProblem(file: path, line: nil, text: "is no baseline: version must be 1, and accepted a list")
        }
        for row in rows {
            guard let name = row["file"]?.string, let identity = row["fingerprint"]?.string else {
                throw InputProblem(
                    file: path, line: row.mark.line, text: "is no baseline: a row must have file and fingerprint")
            }
            counts[Key(file: name, identity: identity), default: 0] += Int(row["count"]?.integer ?? 1)
        }
    }

    /// The baseline of a run, as text; a line a diagnostic, so that changes of it read well.
    package static func json(of result: CheckResult) -> String {
        var counts: [Key: Int] = [:]
        for diagnostic in result.diagnostics { counts[Key(diagnostic), default: 0] += 1 }
        var rows: [String] = []
        var seen: Set<Key> = []
        for diagnostic in result.diagnostics where seen.insert(Key(diagnostic)).inserted {
            var json = JSONWriter()
            json.object { json in
                json.member("file", diagnostic.file)
                json.member("rule", diagnostic.id.text)
                json.member("path", diagnostic.fullPath)
                json.member("fingerprint", diagnostic.identity)
                json.member("count", counts[Key(diagnostic)] ?? 1)
            }
            rows.append("    " + json.text)
        }
        return "{\n  \"version\": 1,\n  \"accepted\": ["
            + (rows.isEmpty ? "" : "\n" + rows.joined(separator: ",\n") + "\n  ")
            + "]\n}\n"
    }

    /// A run without what is accepted, and how many acceptances nothing answers to any more.
    package func applied(to result: CheckResult) -> (result: CheckResult, stale: Int) {
        var left = counts
        var result = result
        let all = result.diagnostics
        let fresh = all.filter { diagnostic in
            let key = Key(diagnostic)
            guard let count = left[key], count > 0 else { return true }
            left[key] = count - 1
            return false
        }
        result.diagnostics = moved(fresh, among: Set(result.files.map(\.name)), &left)
        result.acceptedCount = all.count - result.diagnostics.count
        return (result, left.values.reduce(0, +))
    }

    /// What is left of diagnostics after those of files that have another name by now.
    ///
    /// Only what stood in a file that is not among those given may have moved.
    private func moved(
        _ diagnostics: [FileDiagnostic], among files: Set<String>, _ left: inout [Key: Int]
    ) -> [FileDiagnostic] {
        var gone: [String: [Key]] = [:]
        for (key, count) in left where count > 0 && !files.contains(key.file) {
            gone[key.identity, default: []].append(key)
        }
        guard !gone.isEmpty else { return diagnostics }
        return diagnostics.filter { diagnostic in
            guard let key = gone[diagnostic.identity]?.first(where: { left[$0, default: 0] > 0 }) else { return true }
            left[key, default: 0] -= 1
            return false
        }
    }
}
