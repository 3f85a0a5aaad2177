// Block mappings and sequences: what their indentation says.
extension YAMLSubset {
    /// The value that begins at the token, which stands behind a dash or on a line of its own.
    ///
    /// - Parameters:
    ///   - parent: the column of the block collection around; -1 where there is none.
    ///   - depth: of the value.
    mutating func blockNode(in parent: Int, depth: Int) throws(OutsideSubset) -> Node {
        switch byte(at: index) {
        case UInt8(ascii: "-") where isAtDash:
            return try sequence(at: column, isIndented: true, depth: depth)
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: ">"):
            return try lineNode(in: parent, depth: depth)
        default:
            return try mappingOrScalar(depth: depth)
        }
    }

    /// The value that begins at the token, behind a colon, where no block collection may begin.
    ///
    /// A dash begins no scalar, and behind a key the line does not end.
    @inline(never)
    private mutating func lineNode(in parent: Int, depth: Int) throws(OutsideSubset) -> Node {
        switch byte(at: index) {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let node = try flowCollection(depth: depth)
            try finishLine()
            return node
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return try blockScalar(in: parent, depth: depth)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return try scalarNode(of: quoted(), depth: depth)
        default:
            return try plainNode(depth: depth)
        }
    }

    /// What the plain scalar is that is the token, and all that its line has.
    @inline(__always)
    private mutating func plainNode(depth: Int) throws(OutsideSubset) -> Node {
        try spend(depth: depth)
        let scalar = try plain(inFlow: false)
        let node = try node(of: scalar)
        try finishLine()
        return node
    }

    /// The value that a scalar is, of which its line has no more.
    @inline(never)
    private mutating func scalarNode(of scalar: YAMLSubsetScalar, depth: Int) throws(OutsideSubset) -> Node {
        try spend(depth: depth)
        let node = try node(of: scalar)
        try finishLine()
        return node
    }

    /// The mapping whose first key is the token, or the scalar that is no key.
    private mutating func mappingOrScalar(depth: Int) throws(OutsideSubset) -> Node {
        let column = column
        let first = entries.count
        let mark = mark(at: index)
        repeat {
            let start = index
            if let number = skipKnownKey() {
                try appendEntry(number, from: start, in: column, depth: depth &+ 1)
                continue
            }
            let key = try scalar()
            guard skipColon(behindKeyFrom: start) else {
                guard entries.count == first else { throw OutsideSubset() }
                return try scalarNode(of: key, depth: depth)
            }
            try appendEntry(key, in: column, depth: depth &+ 1)
        } while self.column == column && !isAtDash
        guard self.column < column else { throw OutsideSubset() }
        // What the mapping holds is deeper, so that its depth was looked at.
        try spend(depth: depth)
        return Node(.mapping(entries.take(from: first)), from: mark, to: endOfBlock(at: column), .block)
    }

    /// What stands behind a colon, or below it.
    @inline(__always)
    mutating func mappingValue(at column: Int, depth: Int) throws(OutsideSubset) -> Node {
        let behindColon = index
        let place = endOfSpaces(from: index)
        guard isAtEndOfLine(place) else {
            index = place
            return try lineNode(in: column, depth: depth)
        }
        let mark = mark(at: behindColon)
        try finishLine()
        if self.column > column { return try blockNode(in: column, depth: depth) }
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
            return try blockNode(in: column, depth: depth)
        }
        let mark = mark(at: behindDash)
        index = behindDash
        try finishLine()
        if self.column > column { return try blockNode(in: column, depth: depth) }
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
