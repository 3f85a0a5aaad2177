// Block mappings and sequences: what their indentation says.
extension YAMLSubset {
    /// The value that begins at the token.
    ///
    /// - Parameters:
    ///   - parent: the column of the block collection around; -1 where there is none.
    ///   - mayBeCollection: whether a block collection may begin here, as behind a dash or on a line of its own.
    ///   - depth: of the value.
    mutating func blockNode(in parent: Int, mayBeCollection: Bool, depth: Int) throws(OutsideSubset) -> Node {
        switch byte(at: index) {
        case UInt8(ascii: "-") where isAtDash:
            guard mayBeCollection else { throw OutsideSubset() }
            return try sequence(at: column, isIndented: true, depth: depth)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let node = try flowCollection(depth: depth)
            try finishLine()
            return node
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return try blockScalar(in: parent, depth: depth)
        default:
            let start = index
            let scalar = try scalar()
            if skipColon(behindKeyFrom: start) {
                guard mayBeCollection else { throw OutsideSubset() }
                return try mapping(from: scalar, at: column, depth: depth)
            }
            try spend(depth: depth)
            let node = try node(of: scalar)
            try finishLine()
            return node
        }
    }

    /// A mapping whose first key was read, up to behind its colon.
    private mutating func mapping(
        from firstKey: YAMLSubsetScalar, at column: Int, depth: Int
    ) throws(OutsideSubset) -> Node {
        try spend(depth: depth)
        let mark = firstKey.mark
        let first = entries.count
        var key = firstKey
        while true {
            try appendEntry(key, depth: depth &+ 1) { (reader) throws(OutsideSubset) -> Node in
                try reader.mappingValue(at: column, depth: depth &+ 1)
            }
            guard self.column >= column else { break }
            guard self.column == column, !isAtDash else { throw OutsideSubset() }
            let start = index
            key = try scalar()
            guard skipColon(behindKeyFrom: start) else { throw OutsideSubset() }
        }
        return Node(.mapping(entries.take(from: first)), from: mark, to: endOfBlock(at: column), .block)
    }

    /// What stands behind a colon, or below it.
    private mutating func mappingValue(at column: Int, depth: Int) throws(OutsideSubset) -> Node {
        let behindColon = index
        let place = endOfSpaces(from: index)
        guard isAtEndOfLine(place) else {
            index = place
            return try blockNode(in: column, mayBeCollection: false, depth: depth)
        }
        let mark = mark(at: behindColon)
        try finishLine()
        if self.column > column { return try blockNode(in: column, mayBeCollection: true, depth: depth) }
        // Dashes may stand under the key that they belong to.
        if self.column == column, isAtDash { return try sequence(at: column, isIndented: false, depth: depth) }
        try spend(depth: depth)
        return Node(.null, mark: mark, style: .plain, text: "")
    }

    /// A sequence, from its first dash.
    private mutating func sequence(at column: Int, isIndented: Bool, depth: Int) throws(OutsideSubset) -> Node {
        try spend(depth: depth)
        let mark = mark(at: index)
        let first = elements.count
        repeat {
            elements.append(try element(at: column, depth: depth &+ 1))
        } while self.column == column && isAtDash
        guard self.column < column || self.column == column && !isIndented else { throw OutsideSubset() }
        return Node(.sequence(elements.take(from: first)), from: mark, to: endOfBlock(at: column), .block)
    }

    /// What stands behind a dash, or below it.
    private mutating func element(at column: Int, depth: Int) throws(OutsideSubset) -> Node {
        let behindDash = index &+ 1
        let place = endOfSpaces(from: behindDash)
        guard isAtEndOfLine(place) else {
            index = place
            self.column = place &- lineStart
            return try blockNode(in: column, mayBeCollection: true, depth: depth)
        }
        let mark = mark(at: behindDash)
        index = behindDash
        try finishLine()
        if self.column > column { return try blockNode(in: column, mayBeCollection: true, depth: depth) }
        try spend(depth: depth)
        return Node(.null, mark: mark, style: .plain, text: "")
    }

    /// Whether the token is the dash of a sequence.
    private var isAtDash: Bool {
        @inline(__always) get { byte(at: index) == UInt8(ascii: "-") && byte(at: index &+ 1).isBlankOrBreak }
    }

    @inline(__always)
    private func isAtEndOfLine(_ place: Int) -> Bool {
        let byte = byte(at: place)
        return byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "#") || place >= count
    }
}
