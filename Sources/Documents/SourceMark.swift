/// A place in a text: line and column, both from 1.
///
/// Columns count Unicode scalars, as YAML's own marks do. Two halves of 32 bits, as every value of a tree carries two.
package struct SourceMark: Hashable, Sendable {
    private let lineNumber: UInt32
    private let columnNumber: UInt32

    /// - Parameters: from 1; what does not fit is clamped.
    package init(line: Int, column: Int) {
        lineNumber = UInt32(clamping: line)
        columnNumber = UInt32(clamping: column)
    }

    /// - Parameters: from 1, and surely under 2^32.
    @inline(__always)
    init(smallLine line: Int, smallColumn column: Int) {
        lineNumber = UInt32(truncatingIfNeeded: line)
        columnNumber = UInt32(truncatingIfNeeded: column)
    }

    package var line: Int { Int(lineNumber) }
    package var column: Int { Int(columnNumber) }

    /// The first character of a text.
    package static let start = SourceMark(line: 1, column: 1)
}

extension SourceMark {
    /// The same place, or the end of the text's last line where a reader stopped behind it.
    ///
    /// To a reader a text that ends in a line break goes on for one more line, which no editor shows. Costs a look at the
    /// whole text: for a mistake that ends the reading.
    package func within(_ text: String) -> SourceMark {
        // There are as many lines as line feeds, or more.
        if line <= text.countOfLineFeeds { return self }
        var place = (line: 1, column: 1)
        var endOfLine = place
        var isBehindReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where isBehindReturn:
                isBehindReturn = false
            // The line breaks of YAML 1.1.
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
                endOfLine = place
                place = (place.line &+ 1, 1)
                isBehindReturn = scalar == "\r"
            default:
                place.column = place.column &+ 1
                isBehindReturn = false
            }
        }
        let last = place.column == 1 ? endOfLine : place
        return line > last.line ? SourceMark(line: last.line, column: last.column) : self
    }
}

extension String {
    fileprivate var countOfLineFeeds: Int {
        let bytes = utf8Span.span
        var count = 0
        for index in bytes.indices { count = count &+ (bytes[index] == UInt8(ascii: "\n") ? 1 : 0) }
        return count
    }
}

extension SourceMark: Comparable {
    package static func < (left: SourceMark, right: SourceMark) -> Bool {
        (left.lineNumber, left.columnNumber) < (right.lineNumber, right.columnNumber)
    }
}

extension SourceMark: CustomStringConvertible {
    package var description: String { "\(line):\(column)" }
}
