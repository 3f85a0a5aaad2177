/// A place in a text: line and column, both from 1.
///
/// Columns count Unicode scalars, as YAML's own marks do.
package struct SourceMark: Hashable, Comparable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The first character of a text.
    package static let start = SourceMark(line: 1, column: 1)

    package static func < (left: SourceMark, right: SourceMark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

extension SourceMark: CustomStringConvertible {
    package var description: String { "\(line):\(column)" }
}
