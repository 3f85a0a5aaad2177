/// How much a document may still grow.
struct YAMLBudget {
    private let limits: DocumentLimits
    private var nodes = 0
    private var work = 0
    /// How many values go-yaml decodes, those behind an alias each time, and the aliases themselves.
    private(set) var decoded = 0
    private var aliased = 0

    init(limits: DocumentLimits) { self.limits = limits }

    /// Counts a value that stands in the text.
    ///
    /// - Throws: ``YAMLError`` over a limit; the text is refused.
    mutating func spend(depth: Int, at mark: SourceMark) throws(YAMLError) {
        guard depth < limits.maximumDepth else {
            throw YAMLError("nested deeper than \(limits.maximumDepth) levels", at: mark, kind: .limit)
        }
        nodes = nodes &+ 1
        decoded = decoded &+ 1
        work = work &+ depth
        guard nodes <= limits.maximumNodes else {
            throw YAMLError("more than \(limits.maximumNodes) values", at: mark, kind: .limit)
        }
        guard work <= limits.maximumWork else {
            throw YAMLError("too many values on too many levels", at: mark, kind: .limit)
        }
    }

    /// Counts an alias and what stands behind it.
    ///
    /// - Throws: ``YAMLError`` over a limit, ours or go-yaml's.
    mutating func spend(throughAlias count: Int, at mark: SourceMark) throws(YAMLError) {
        decoded = decoded &+ count &+ 1
        aliased = aliased &+ count
        if aliased > 100, decoded > 1000, Double(aliased) / Double(decoded) > allowedAliasRatio {
            throw YAMLError("document contains excessive aliasing", at: mark)
        }
        guard decoded <= limits.maximumExpandedNodes else {
            throw YAMLError("more than \(limits.maximumExpandedNodes) values through aliases", at: mark, kind: .limit)
        }
    }

    /// Source: go-yaml v2.4 decode.go, `allowedAliasRatio`: 99 of 100 up to 400,000 values, 10 of 100 from 4,000,000 on.
    private var allowedAliasRatio: Double {
        if decoded <= 400_000 { return 0.99 }
        return max(0.10, 0.99 - 0.89 * Double(decoded - 400_000) / 3_600_000)
    }
}
