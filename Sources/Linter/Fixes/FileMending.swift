import Documents
import Manifests

/// Mends files as far as that is certain, until nothing more is.
package struct FileMending {
    private let inspection: Inspection

    package init(_ inspection: Inspection) { self.inspection = inspection }

    /// One fix may make way for another: a renamed field has a value to look at.
    ///
    /// More rounds than this are a circle.
    private static let maximumRounds = 10

    /// A file that was mended.
    package struct Mended: Sendable {
        package let before: InputFile
        package let after: InputFile
        /// Changes that were made.
        package let count: Int
    }

    package struct Outcome: Sendable {
        package let mended: [Mended]
        /// What is left, of which nothing can be mended.
        package let result: CheckResult
        /// What could have been mended, but for another mistake that comes with the change.
        package let refused: [FileDiagnostic]
    }

    /// Mends the files of a run.
    ///
    /// Where the changes of a file together bring an error that was not there, they are tried one by one; those that
    /// bring one, or leave as much to say as before, are taken back.
    package func mend(_ result: CheckResult) -> Outcome {
        let originals = result.files
        var current = result
        var counts = Array(repeating: 0, count: originals.count)
        var isSettled = Array(repeating: false, count: originals.count)
        for _ in 0..<Self.maximumRounds {
            var files = current.files
            var changes: [Int: Int] = [:]
            for index in files.indices where !isSettled[index] {
                let groups = current.diagnostics(ofFile: index).compactMap(\.edits)
                guard !groups.isEmpty else { continue }
                let (text, applied) = files[index].source.applying(groups)
                guard applied > 0 else { continue }
                files[index] = files[index].with(text)
                changes[index] = applied
            }
            guard !changes.isEmpty else { break }
            var next = inspection.check(files)
            let worse = changes.keys.filter { !next.isBetter(than: current, inFile: $0) }.sorted()
            for index in worse {
                let (file, applied) = mendedOneByOne(index, of: current)
                files[index] = file
                changes[index] = applied > 0 ? applied : nil
                isSettled[index] = true
            }
            if !worse.isEmpty { next = inspection.check(files) }
            for (index, count) in changes { counts[index] += count }
            current = next
        }
        current.problems = result.problems
        current.skipped = result.skipped
        let mended = originals.indices.filter { counts[$0] > 0 }
            .map { Mended(before: originals[$0], after: current.files[$0], count: counts[$0]) }
        let refused = current.diagnostics.filter { $0.edits != nil }
        for index in current.diagnostics.indices { current.diagnostics[index].edits = nil }
        return Outcome(mended: mended, result: current, refused: refused)
    }

    /// More changes than this in one file are not tried one by one, as each is a run by itself.
    private static let maximumTries = 50

    /// A file with those of its changes that do good by themselves, and how many these are.
    private func mendedOneByOne(_ index: Int, of result: CheckResult) -> (file: InputFile, count: Int) {
        var current = result
        var refused: Set<String> = []
        var count = 0
        for _ in 0..<Self.maximumTries {
            let next = current.diagnostics(ofFile: index).first { $0.edits != nil && !refused.contains($0.identity) }
            guard let diagnostic = next, let edits = diagnostic.edits else { break }
            var files = current.files
            let (text, applied) = files[index].source.applying([edits])
            files[index] = files[index].with(text)
            let after = inspection.check(files)
            if applied > 0, after.isBetter(than: current, inFile: index) {
                current = after
                count += 1
            } else {
                refused.insert(diagnostic.identity)
            }
        }
        return (current.files[index], count)
    }
}

extension FileMending.Outcome {
    /// Why some of what was promised is not mended, and where: `2 not mended, as …: mesh.yaml:3:5, mesh.yaml:4:5`.
    package var reasonForRefusals: String {
        let shown = refused.prefix(5).map { "\($0.file.onOneLine):\($0.mark)" }
        let places = shown + (refused.count > shown.count ? ["…"] : [])
        return "\(refused.count) not mended, as the change would bring another mistake: "
            + places.joined(separator: ", ")
    }
}

extension CheckResult {
    /// Whether a file has fewer mistakes and none that it did not have, or as many and less to note.
    ///
    /// What mends a mistake may make way for a note: a field that is read now may have no effect yet.
    fileprivate func isBetter(than before: CheckResult, inFile index: Int) -> Bool {
        let (new, old) = (diagnostics(ofFile: index), before.diagnostics(ofFile: index))
        func mistakes(_ all: [FileDiagnostic]) -> [String] {
            all.filter { $0.severity != .note }.map(\.identity).sorted()
        }
        let (left, there) = (mistakes(new), mistakes(old))
        guard left.count < there.count || left.count == there.count && new.count < old.count else { return false }
        var known = there[...]
        for mistake in left {
            guard let place = known.firstIndex(of: mistake) else { return false }
            known = known[(place + 1)...]
        }
        return true
    }
}

extension InputFile {
    fileprivate func with(_ text: String) -> InputFile {
        InputFile(name: name, path: path, text: text, hasByteOrderMark: hasByteOrderMark)
    }

    /// What to write back: the text, and the mark that was there.
    package var bytes: [UInt8] { (hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + Array(source.text.utf8) }
}
