import Documents
import IstioSchema

/// The text of a file and where its lines begin, to tell where the lines of a text inside it stand.
///
/// Lines end as libyaml ends them: LF, CR LF, CR, NEL, LS and PS.
package struct SourceText: Sendable {
    package let text: String
    /// Offsets in UTF-8 of the lines' first bytes; the first is 0.
    private let lineStarts: [Int]

    package init(_ text: String) {
        var text = text
        text.makeContiguousUTF8()
        self.text = text
        lineStarts = Self.lineStarts(of: text)
    }

    /// How many lines there are; an empty text has one.
    package var lineCount: Int { lineStarts.count }

    /// A line, from 1, without its end; nil past the last.
    package func line(_ number: Int) -> Substring? {
        guard let range = range(ofLine: number) else { return nil }
        let utf8 = text.utf8
        var end = range.upperBound
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        var index = utf8.index(utf8.startIndex, offsetBy: end)
        while end > range.lowerBound {
            let before = utf8.index(before: index)
            guard utf8[before] == 0x0A || utf8[before] == 0x0D else { break }
            index = before
            end = end &- 1
        }
        return text[start..<index]
    }

    /// The offset in UTF-8 of a place; nil where the text has no such place.
    ///
    /// One behind a line's last character is one.
    package func offset(of mark: SourceMark) -> Int? {
        guard let range = range(ofLine: mark.line) else { return nil }
        let utf8 = text.utf8
        var offset = range.lowerBound
        var index = utf8.index(utf8.startIndex, offsetBy: offset)
        var column = 1
        while column < mark.column {
            guard offset < range.upperBound else { return nil }
            repeat {
                index = utf8.index(after: index)
                offset = offset &+ 1
            } while offset < range.upperBound && utf8[index] & 0xC0 == 0x80
            column = column &+ 1
        }
        return offset
    }

    /// The offset in UTF-8 where a line, from 1, begins; nil past the last.
    package func startOffset(ofLine number: Int) -> Int? {
        number >= 1 && number <= lineStarts.count ? lineStarts[number &- 1] : nil
    }

    private func range(ofLine number: Int) -> Range<Int>? {
        guard number >= 1, number <= lineStarts.count else { return nil }
        let end = number < lineStarts.count ? lineStarts[number] : text.utf8.count
        return lineStarts[number &- 1]..<end
    }

    private static func lineStarts(of text: String) -> [Int] {
        let bytes = text.utf8Span.span
        let count = bytes.count
        var starts = [0]
        var index = 0
        while index < count {
            switch bytes[index] {
            case 0x0A:
                starts.append(index &+ 1)
            case 0x0D where index &+ 1 >= count || bytes[index &+ 1] != 0x0A:
                starts.append(index &+ 1)
            case 0xC2 where index &+ 1 < count && bytes[index &+ 1] == 0x85:
                starts.append(index &+ 2)
            case 0xE2 where index &+ 2 < count && bytes[index &+ 1] == 0x80 && bytes[index &+ 2] & 0xFE == 0xA8:
                starts.append(index &+ 3)
            default:
                break
            }
            index = index &+ 1
        }
        return starts
    }
}

extension SourceText {
    /// How marks in the text of a scalar map to marks in the file.
    ///
    /// Exact for a literal block, whose lines are the file's lines; the scalar's own place for every other style.
    package func origin(of scalar: Node) -> TextOrigin {
        guard scalar.style == .literal else { return .scalar(scalar.mark) }
        let firstLine = scalar.mark.line &+ 1
        return .literalBlock(
            firstLine: firstLine, indentation: indentation(ofBlockAt: scalar.mark, firstLine: firstLine))
    }

    /// Leading blanks of a literal block's first line that is not empty (YAML 1.1 §9.3.3), or what its header says.
    private func indentation(ofBlockAt mark: SourceMark, firstLine: Int) -> Int {
        var number = firstLine
        while let line = line(number) {
            let blanks = line.utf8.prefix { $0 == 0x20 }.count
            if blanks < line.utf8.count { return min(blanks, headerIndentation(mark, blanks)) }
            number = number &+ 1
        }
        return 0
    }

    /// The indentation that the header's digit asks for (`|2`), counted from the parent's; else what is found.
    private func headerIndentation(_ mark: SourceMark, _ found: Int) -> Int {
        guard let header = line(mark.line),
            let digit = header.unicodeScalars.dropFirst(mark.column).prefix(2)
                .compactMap({ $0.isASCII ? Character($0).wholeNumberValue : nil }).first
        else { return found }
        return header.utf8.prefix { $0 == 0x20 }.count &+ digit
    }
}
