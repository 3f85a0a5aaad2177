import Documents
import IstioSchema

/// The text of a file, to tell where the lines of a text inside it stand.
package struct SourceText: Sendable {
    private let lines: [Substring]

    package init(_ text: String) {
        lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    }

    /// A line, from 1, without its end; nil past the last.
    package func line(_ number: Int) -> Substring? {
        guard number >= 1, number <= lines.count else { return nil }
        return lines[number &- 1]
    }

    /// How marks in the text of a scalar map to marks in the file.
    ///
    /// Exact for a literal block, whose lines are the file's lines; the scalar's own place for every other style.
    package func origin(of scalar: Node) -> TextOrigin {
        guard scalar.style == .literal else {
            return .scalar(scalar.mark)
        }
        let firstLine = scalar.mark.line &+ 1
        return .literalBlock(
            firstLine: firstLine, indentation: indentation(ofBlockAt: scalar.mark, firstLine: firstLine))
    }

    /// Leading blanks of a literal block's first line that is not empty (YAML 1.1 §9.3.3), or what its header says.
    private func indentation(ofBlockAt mark: SourceMark, firstLine: Int) -> Int {
        var number = firstLine
        while let line = line(number) {
            let blanks = line.prefix { $0 == " " }.count
            if blanks < line.count { return min(blanks, headerIndentation(mark, blanks)) }
            number = number &+ 1
        }
        return 0
    }

    /// The indentation that the header's digit asks for (`|2`), counted from the parent's; else what is found.
    private func headerIndentation(_ mark: SourceMark, _ found: Int) -> Int {
        guard let header = line(mark.line),
            let digit = header.dropFirst(mark.column).prefix(2).compactMap(\.wholeNumberValue).first
        else { return found }
        return header.prefix { $0 == " " }.count &+ digit
    }
}
