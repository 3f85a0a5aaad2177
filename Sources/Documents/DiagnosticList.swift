/// What is said of a document, bounded: a hostile text must not cost more to report than to read.
///
/// Errors and lesser diagnostics are bounded apart, so that a flood of warnings cannot push out an error.
package struct DiagnosticList: Sendable {
    package private(set) var all: [Diagnostic] = []
    /// How many were left out.
    package private(set) var omitted = 0
    private var errors = 0

    /// Far over what anybody reads; 1,000 diagnostics of 300 bytes are 300 KB.
    private static let maximum = 500

    package init() {}

    package mutating func append(_ diagnostic: Diagnostic) {
        let isError = diagnostic.severity == .error
        let count = isError ? errors : all.count &- errors
        guard count < Self.maximum else {
            omitted = omitted &+ 1
            return
        }
        if isError { errors = errors &+ 1 }
        all.append(diagnostic)
    }

    package mutating func append(contentsOf diagnostics: some Sequence<Diagnostic>) {
        for diagnostic in diagnostics { append(diagnostic) }
    }

    package var hasErrors: Bool { errors > 0 }
}
