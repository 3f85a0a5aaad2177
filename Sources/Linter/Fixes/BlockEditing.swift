import Documents
import Manifests

/// Changes whole entries of block mappings, by their lines.
struct BlockEditing {
    let source: SourceText

    /// The lines of an entry of a block mapping, from its key to the last line of its value; nil where something else
    /// shares them: a list's dash, another entry, a merge.
    func lines(of entry: Node.Entry) -> ClosedRange<Int>? {
        guard !entry.isMerged, let first = source.line(entry.keyMark.line), entry.keyStyle != .json,
            first.unicodeScalars.prefix(entry.keyMark.column - 1).allSatisfy({ $0 == " " })
        else { return nil }
        let last = max(entry.keyMark.line, lastLine(of: entry.value))
        // A value behind an alias stands elsewhere.
        guard entry.value.mark >= entry.keyMark || entry.value.isNull else { return nil }
        return entry.keyMark.line...last
    }

    /// The same with the comments right above the key, which are about it: what they would be above of next is another
    /// entry.
    ///
    /// What they say to Sekisho stays, as it may be about more.
    func linesWithComments(of entry: Node.Entry, in mapping: Node) -> ClosedRange<Int>? {
        guard let lines = lines(of: entry) else { return nil }
        var first = lines.lowerBound
        while first > 1, let line = source.line(first - 1), isComment(line, at: entry.keyMark.column) { first -= 1 }
        guard first < lines.lowerBound else { return lines }
        // A line of a text in quotes may look like a comment.
        for other in mapping.entries where !other.isMerged && other.keyMark < entry.keyMark {
            first = max(first, max(other.keyMark.line, lastLine(of: other.value)) + 1)
        }
        return min(first, lines.lowerBound)...lines.upperBound
    }

    private func isComment(_ line: Substring, at column: Int) -> Bool {
        let blanks = line.utf8.prefix { $0 == 0x20 }.count
        return blanks == column - 1 && line.utf8.dropFirst(blanks).first == UInt8(ascii: "#")
            && !line.lowercased().holds("sekisho")
    }

    /// The last line that a value has text on.
    private func lastLine(of node: Node) -> Int {
        switch (node.value, node.style) {
        case (.mapping(let entries), .block):
            return entries.reduce(node.mark.line) { max($0, $1.keyMark.line, lastLine(of: $1.value)) }
        case (.sequence(let elements), .block):
            return elements.reduce(node.mark.line) { max($0, lastLine(of: $1)) }
        case (_, .literal), (_, .folded):
            // The end mark is behind the last line break, and behind blank lines.
            var line = node.end.column == 1 ? node.end.line - 1 : node.end.line
            while line > node.mark.line, source.line(line)?.allSatisfy({ $0 == " " }) ?? true { line -= 1 }
            return line
        default:
            return max(node.mark.line, node.end.line)
        }
    }

    /// Takes lines out, with one line break; nil for the only lines of a text.
    func removal(of lines: ClosedRange<Int>) -> TextEdit? {
        guard let last = source.line(lines.upperBound) else { return nil }
        if lines.lowerBound > 1, let before = source.line(lines.lowerBound - 1) {
            return TextEdit(
                from: Self.end(of: before, number: lines.lowerBound - 1),
                to: Self.end(of: last, number: lines.upperBound),
                replacement: "")
        }
        guard source.line(lines.upperBound + 1) != nil else { return nil }
        return TextEdit(
            from: SourceMark(line: lines.lowerBound, column: 1), to: SourceMark(line: lines.upperBound + 1, column: 1),
            replacement: "")
    }

    /// Puts lines behind another.
    func insertion(of lines: [String], behind line: Int) -> TextEdit? {
        guard let text = source.line(line) else { return nil }
        let end = Self.end(of: text, number: line)
        return TextEdit(from: end, to: end, replacement: lines.map { "\n" + $0 }.joined())
    }

    /// The text of lines, with so many blanks more (or fewer) before each; nil where a line has not as many to give.
    func text(of lines: ClosedRange<Int>, indentedBy blanks: Int) -> [String]? {
        var result: [String] = []
        for number in lines {
            guard let line = source.line(number) else { return nil }
            let own = line.prefix { $0 == " " }.count
            if own == line.count {
                result.append("")
            } else if blanks >= 0 {
                result.append(String(repeating: " ", count: blanks) + line)
            } else {
                guard own >= -blanks else { return nil }
                result.append(String(line.dropFirst(-blanks)))
            }
        }
        return result
    }

    private static func end(of line: Substring, number: Int) -> SourceMark {
        SourceMark(line: number, column: line.unicodeScalars.count + 1)
    }
}
