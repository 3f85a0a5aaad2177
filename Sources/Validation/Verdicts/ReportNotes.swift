import IstioSchema
import Synchronization

/// What a report's diagnostics share: the message that their paths are paths in, and the lines that they were told in.
///
/// A report that is kept is told again and again, and to word a line costs a tenth of a review.
final class ReportNotes: Sendable {
    /// The message as written; nil where the document is none.
    let message: Message?
    /// By the diagnostic's place in the report; empty where there is no line yet.
    private let lines = Mutex<[String]>([])

    init(_ message: Message?) { self.message = message }

    /// The line of a diagnostic, which is made where there is none yet.
    func line(at index: Int, _ make: () -> String) -> String {
        let known = lines.withLock { $0.indices.contains(index) ? $0[index] : "" }
        guard known.isEmpty else { return known }
        // Without the lock: whoever else makes it at the same time makes the same.
        let line = make()
        lines.withLock { lines in
            // Nearly all reports have fewer, so that the array moves never.
            if lines.isEmpty { lines.reserveCapacity(max(index &+ 1, 8)) }
            while lines.count <= index { lines.append("") }
            lines[index] = line
        }
        return line
    }
}
