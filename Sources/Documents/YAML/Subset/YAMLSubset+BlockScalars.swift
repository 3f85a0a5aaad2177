// Literal and folded blocks.
extension YAMLSubset {
    /// What stands behind `|` or `>`.
    private struct Header {
        let isFolded: Bool
        /// 1 keeps all line breaks at the end (`+`), 0 keeps one, -1 none (`-`).
        var chomping = 0
        /// How much deeper than the collection around the text stands, where it says so.
        var increment = 0
    }

    /// The lines of a block as they are read.
    private struct Lines {
        /// The column of the text; 0 until it is known.
        var indentation: Int
        /// The empty lines since the last one with text.
        var emptyLines = 0
        /// Just behind the last line break.
        var end: SourceMark
    }

    /// A block, from its indicator on, up to the token behind it.
    ///
    /// - Parameters:
    ///   - parent: the column of the block collection around; -1 where there is none.
    ///   - depth: of the value.
    mutating func blockScalar(in parent: Int, depth: Int) throws(OutsideSubset) -> Node {
        try spend(depth: depth)
        let mark = mark(at: index)
        let header = try blockHeader()
        guard skipBreak(at: index) else { throw OutsideSubset() }
        var lines = Lines(
            indentation: header.increment == 0 ? 0 : max(parent, 0) &+ header.increment, end: self.mark(at: index))
        scratch.removeAll(keepingCapacity: true)
        try skipIndentation(&lines, in: parent)
        var endsInBreak = false
        var beginsWithBlank = false
        while index &- lineStart == lines.indentation, index < count {
            let isBlank = byte(at: index) == 0x20 || byte(at: index) == 0x09
            if endsInBreak {
                // Folding makes a blank of one line break between lines of text, and of more one less.
                if !header.isFolded || beginsWithBlank || isBlank {
                    scratch.append(0x0A)
                } else if lines.emptyLines == 0 {
                    scratch.append(0x20)
                }
            }
            scratch.append(contentsOf: repeatElement(0x0A, count: lines.emptyLines))
            lines.emptyLines = 0
            beginsWithBlank = isBlank
            let end = endOfLine(from: index)
            scratch.append(contentsOf: bytes(from: index, to: end))
            endsInBreak = skipBreak(at: end)
            if !endsInBreak { index = end }
            lines.end = self.mark(at: index)
            if endsInBreak { try skipIndentation(&lines, in: parent) }
        }
        if header.chomping >= 0, endsInBreak { scratch.append(0x0A) }
        if header.chomping > 0 { scratch.append(contentsOf: repeatElement(0x0A, count: lines.emptyLines)) }
        try skipToToken()
        let string = scratch.withUnsafeBufferPointer { [isASCII] in Self.string(of: $0, isASCII: isASCII) }
        note(string)
        if scratch.count >= 3, scratch.count <= 5 { noteShort(beginningWith: scratch[0], scratch[1]) }
        return Node(.string(string), mark: mark, end: lines.end, style: header.isFolded ? .folded : .literal)
    }

    /// The indicators, and the comment behind them.
    private mutating func blockHeader() throws(OutsideSubset) -> Header {
        var header = Header(isFolded: byte(at: index) == UInt8(ascii: ">"))
        index = index &+ 1
        for _ in 0..<2 {
            let byte = byte(at: index)
            switch byte {
            case UInt8(ascii: "+") where header.chomping == 0: header.chomping = 1
            case UInt8(ascii: "-") where header.chomping == 0: header.chomping = -1
            case UInt8(ascii: "1")...UInt8(ascii: "9") where header.increment == 0:
                header.increment = Int(byte &- UInt8(ascii: "0"))
            default: continue
            }
            index = index &+ 1
        }
        let end = endOfSpaces(from: index)
        if byte(at: end) == UInt8(ascii: "#"), end > index {
            index = endOfLine(from: end)
        } else {
            index = end
        }
        return header
    }

    /// Goes over empty lines, and over the indentation of the next line with text.
    ///
    /// The first such line tells the indentation, and blanks on empty lines before it count too.
    private mutating func skipIndentation(_ lines: inout Lines, in parent: Int) throws(OutsideSubset) {
        var deepest = 0
        while true {
            while lines.indentation == 0 || index &- lineStart < lines.indentation, byte(at: index) == 0x20 {
                index = index &+ 1
            }
            let column = index &- lineStart
            deepest = max(deepest, column)
            if byte(at: index) == 0x09, lines.indentation == 0 || column < lines.indentation { throw OutsideSubset() }
            guard skipBreak(at: index) else { break }
            lines.emptyLines = lines.emptyLines &+ 1
            lines.end = mark(at: index)
        }
        if lines.indentation == 0 { lines.indentation = max(deepest, parent &+ 1, 1) }
    }
}
