/// Why a text is not YAML that Istio's reader takes.
package struct YAMLError: Error, Sendable {
    /// What was found where; nil where the reader cannot tell (a byte that is no text at all).
    package let mark: SourceMark?
    /// One line, lower case, no full stop.
    package let problem: String
    package let kind: Kind
    /// How many characters stand before the place, where libyaml found the problem.
    let index: Int?
    /// Where the quote opens that nothing closes.
    package let openQuote: SourceMark?

    package enum Kind: Sendable {
        /// Istio's reader refuses the text too.
        case syntax
        /// The text is over one of our own ``DocumentLimits``.
        case limit
    }

    package init(_ problem: String, at mark: SourceMark?, kind: Kind = .syntax) {
        self.init(problem, at: mark, kind: kind, index: nil)
    }

    init(_ problem: String, at mark: SourceMark?, kind: Kind, index: Int?, openQuote: SourceMark? = nil) {
        self.problem = problem
        self.mark = mark
        self.kind = kind
        self.index = index
        self.openQuote = openQuote
    }
}
