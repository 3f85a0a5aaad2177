import Documents
import Manifests

/// Changes of a text that belong together: all of them are made, or none.
package typealias TextEdits = [TextEdit]

extension SourceText {
    /// The text after changes, and how many groups of them were made.
    ///
    /// A group that overlaps one before it, or names a place that the text does not have, is left out whole. Every byte
    /// outside the changes stays as it is.
    func applying(_ groups: [TextEdits]) -> (text: String, applied: Int) {
        var accepted: [(range: Range<Int>, replacement: String)] = []
        var applied = 0
        for group in groups {
            let ranges = group.compactMap { edit -> (range: Range<Int>, replacement: String)? in
                guard let start = offset(of: edit.start), let end = offset(of: edit.end), start <= end else {
                    return nil
                }
                return (start..<end, edit.replacement)
            }
            guard ranges.count == group.count, !group.isEmpty,
                ranges.allSatisfy({ new in !accepted.contains { Self.overlap($0.range, new.range) } })
            else { continue }
            accepted += ranges
            applied += 1
        }
        accepted.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 256)
        var next = 0
        for (range, replacement) in accepted {
            result += bytes[next..<range.lowerBound]
            result += replacement.utf8
            next = range.upperBound
        }
        result += bytes[next...]
        return (String(decoding: result, as: UTF8.self), applied)
    }

    /// Two insertions at one place overlap too: which comes first would be chance.
    private static func overlap(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        if left.isEmpty || right.isEmpty {
            return left.lowerBound <= right.upperBound && right.lowerBound <= left.upperBound
        }
        return left.overlaps(right)
    }
}
