import Documents
import Manifests

/// Mends files as far as that is certain, until nothing more is.
package struct Mender {
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
        /// What is left.
        package let result: CheckResult
    }

    /// Mends the files of a run.
    ///
    /// A change after which a file has more errors than before is taken back, and the file left as it was.
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
            let worse = changes.keys.filter { next.weight(ofFile: $0) >= current.weight(ofFile: $0) }
            if !worse.isEmpty {
                for index in worse {
                    files[index] = current.files[index]
                    isSettled[index] = true
                    changes[index] = nil
                }
                next = inspection.check(files)
            }
            for (index, count) in changes { counts[index] += count }
            current = next
        }
        current.problems = result.problems
        current.skipped = result.skipped
        let mended = originals.indices.filter { counts[$0] > 0 }
            .map { Mended(before: originals[$0], after: current.files[$0], count: counts[$0]) }
        return Outcome(mended: mended, result: current)
    }
}

extension CheckResult {
    /// Errors before all else, then how much there is to say.
    fileprivate func weight(ofFile index: Int) -> (Int, Int) {
        let all = diagnostics(ofFile: index)
        return (all.count { $0.severity == .error }, all.count)
    }
}

extension InputFile {
    fileprivate func with(_ text: String) -> InputFile {
        InputFile(name: name, path: path, text: text, hasByteOrderMark: hasByteOrderMark)
    }

    /// What to write back: the text, and the mark that was there.
    package var bytes: [UInt8] { (hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + Array(source.text.utf8) }
}
