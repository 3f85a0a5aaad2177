// Collections in brackets, on one line or several.
extension YAMLSubset {
    /// The collection whose bracket is the token, up to behind its closing one.
    mutating func flowCollection(depth: Int) throws(OutsideSubset) -> Node {
        try spend(depth: depth)
        return byte(at: index) == UInt8(ascii: "[") ? try flowSequence(depth: depth) : try flowMapping(depth: depth)
    }

    private mutating func flowSequence(depth: Int) throws(OutsideSubset) -> Node {
        let mark = mark(at: index)
        let start = elements.count
        index = index &+ 1
        try skipInFlow()
        while byte(at: index) != UInt8(ascii: "]") {
            elements.append(try flowNode(depth: depth &+ 1))
            try skipInFlow()
            try skipComma(orStopBefore: UInt8(ascii: "]"))
        }
        index = index &+ 1
        return Node(.sequence(elements.take(from: start)), from: mark, to: self.mark(at: index), .flow)
    }

    private mutating func flowMapping(depth: Int) throws(OutsideSubset) -> Node {
        let mark = mark(at: index)
        let first = entries.count
        index = index &+ 1
        try skipInFlow()
        while byte(at: index) != UInt8(ascii: "}") {
            let start = index
            let key = try scalarInFlow()
            try skipFlowColon(behindKeyFrom: start)
            try appendEntry(key, in: nil, depth: depth &+ 1)
            try skipInFlow()
            try skipComma(orStopBefore: UInt8(ascii: "}"))
        }
        index = index &+ 1
        return Node(.mapping(entries.take(from: first)), from: mark, to: self.mark(at: index), .flow)
    }

    mutating func flowNode(depth: Int) throws(OutsideSubset) -> Node {
        switch byte(at: index) {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            return try flowCollection(depth: depth)
        default:
            try spend(depth: depth)
            return try node(of: scalarInFlow())
        }
    }

    /// Steps over a comma; the last one may stand before the closing bracket.
    private mutating func skipComma(orStopBefore bracket: UInt8) throws(OutsideSubset) {
        let byte = byte(at: index)
        if byte == bracket { return }
        guard byte == UInt8(ascii: ",") else { throw OutsideSubset() }
        index = index &+ 1
        try skipInFlow()
    }

    /// Goes to the next token between brackets, over line breaks and comments.
    mutating func skipInFlow() throws(OutsideSubset) {
        while true {
            let start = index
            index = endOfSpaces(from: index)
            if skipBreak(at: index) { continue }
            switch byte(at: index) {
            case UInt8(ascii: "#"):
                guard index > start || index == lineStart else { throw OutsideSubset() }
                index = endOfLine(from: index)
                guard skipBreak(at: index) else { throw OutsideSubset() }
            case 0, 0x09:
                throw OutsideSubset()
            default:
                return
            }
        }
    }
}
