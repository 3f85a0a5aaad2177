/// What is said of a document, bounded: a hostile text must not cost more to report than to read.
///
/// Errors and lesser diagnostics are bounded apart, and some of each kind are always kept, so that a flood of one cannot
/// push out another.
package struct DiagnosticList: Sendable {
    package private(set) var all: [Diagnostic] = []
    /// How many were left out.
    package private(set) var omitted = 0
    private var errors = 0
    /// How many of each mistake there are, counted from when it first matters: nearly no list gets so long.
    private var counts: [DiagnosticID: Int]?

    /// Far over what anybody reads; 1,000 diagnostics of 300 bytes are 300 KB.
    private static let maximum = 500
    /// What every mistake may add to that: a policy or a client may deny what is only a note here.
    private static let maximumOfEach = 10

    package init() {}

    package mutating func append(_ diagnostic: Diagnostic) {
        guard hasRoom(for: diagnostic.id, diagnostic.severity) else { return }
        counts?[diagnostic.id, default: 0] &+= 1
        if diagnostic.severity == .error { errors = errors &+ 1 }
        // More than most documents get, so that the array moves seldom.
        if all.isEmpty { all.reserveCapacity(8) }
        all.append(diagnostic)
    }

    /// Whether one more of a mistake would be kept; counted as left out where not, so that it need not be made.
    package mutating func hasRoom(for id: DiagnosticID, _ severity: Severity) -> Bool {
        let count = severity == .error ? errors : all.count &- errors
        if count < Self.maximum || countAlike(id) < Self.maximumOfEach { return true }
        omitted = omitted &+ 1
        return false
    }

    private mutating func countAlike(_ id: DiagnosticID) -> Int {
        if let counts { return counts[id, default: 0] }
        var counts: [DiagnosticID: Int] = [:]
        for index in all.indices { counts[all[index].id, default: 0] &+= 1 }
        self.counts = counts
        return counts[id, default: 0]
    }

    package mutating func append(contentsOf diagnostics: some Sequence<Diagnostic>) {
        for diagnostic in diagnostics { append(diagnostic) }
    }

    /// Takes what another list has, and what it left out.
    package mutating func append(contentsOf list: DiagnosticList) {
        append(contentsOf: list.all)
        omitted = omitted &+ list.omitted
    }
}
