/// Why bytes are not JSON that this program reads.
package struct JSONError: Error, Hashable, Sendable {
    /// Bytes before the place.
    package let offset: Int
    package let mark: SourceMark
    /// One line, lower case, no full stop, without text of the author's.
    package let problem: String
    package let kind: Kind

    package enum Kind: Sendable {
        /// The bytes are no JSON (RFC 8259).
        case syntax
        /// The bytes are over one of our own ``DocumentLimits``.
        case limit
    }

    package init(_ problem: String, offset: Int, mark: SourceMark, kind: Kind = .syntax) {
        self.problem = problem
        self.offset = offset
        self.mark = mark
        self.kind = kind
    }
}
