// Keys of mappings.
extension YAMLSubset {
    /// The longest way from the first character of a key to its colon, in bytes; YAML allows 1,024 characters.
    private static let longestKey = 1_000

    /// Steps behind the colon of a key that was just read in a block collection; false, and no step, where none stands.
    @inline(__always)
    mutating func skipColon(behindKeyFrom start: Int) -> Bool {
        let place = endOfSpaces(from: index)
        guard byte(at: place) == UInt8(ascii: ":"), byte(at: place &+ 1).isBlankOrBreak,
            place &- start < Self.longestKey
        else { return false }
        index = place &+ 1
        return true
    }

    /// Steps behind the colon of a key that was just read in a flow mapping.
    ///
    /// A plain key ends only where a blank follows the colon; a quoted one needs none.
    mutating func skipFlowColon(behindKeyFrom start: Int) throws(OutsideSubset) {
        let place = endOfSpaces(from: index)
        guard byte(at: place) == UInt8(ascii: ":"), place &- start < Self.longestKey else { throw OutsideSubset() }
        index = place &+ 1
    }

    /// Steps behind the colon of the key that is the token of a block collection, where it is one of ``names``, without
    /// quotes; nil, and no step, for all else.
    @inline(never)
    mutating func skipKnownKey() -> Int16? {
        let end = placeOfColon()
        guard byte(at: end) == UInt8(ascii: ":"), byte(at: end &+ 1).isBlankOrBreak,
            let number = names.number(in: bytes, from: index, to: end)
        else { return nil }
        index = end &+ 1
        return number
    }

    /// The next place of a colon, or one that is too far away for one of ``names``, or too near the end.
    @inline(__always)
    private func placeOfColon() -> Int {
        var place = index
        let last = min(count &- 8, index &+ KnownNames.maximumCount)
        while place <= last {
            let marks = TextWord.colons(in: TextWord.word(of: bytes, at: place))
            if marks != 0 { return place &+ TextWord.place(of: marks) }
            place = place &+ 8
        }
        return place
    }

    /// Reads the value of a key that was just stepped over, and keeps their entry.
    ///
    /// - Parameters:
    ///   - number: of the key among ``names``.
    ///   - start: of the key.
    ///   - column: of the keys of the mapping.
    ///   - depth: of the key and of the value.
    @inline(__always)
    mutating func appendEntry(
        _ number: Int16, from start: Int, in column: Int, depth: Int
    ) throws(OutsideSubset) {
        try spend(depth: depth)
        // Not by a constant, which would be copied.
        entries.append(
            Node.Entry(
                name: names[number], keyMark: mark(at: start), keyEnd: mark(at: index &- 1), keyStyle: .plain,
                value: try mappingValue(at: column, depth: depth), nameNumber: number))
    }

    /// Reads the value of a key that was just read, and keeps their entry.
    ///
    /// - Parameters:
    ///   - column: of the keys of a block mapping; nil in a flow mapping.
    ///   - depth: of the key and of the value.
    @inline(never)
    mutating func appendEntry(_ key: YAMLSubsetScalar, in column: Int?, depth: Int) throws(OutsideSubset) {
        try spend(depth: depth)
        let number = key.isCollected ? nil : names.number(in: bytes, from: key.start, to: key.end)
        // Each of the names is a string without quotes too.
        if number == nil, key.style == .plain, let other = value(ofPlain: key) {
            let (node, name) = try named(other, key)
            return entries.append(Node.Entry(node, named: name, value: try entryValue(in: column, depth: depth)))
        }
        let name = if let number { names[number] } else { try otherName(of: key) }
        entries.append(
            Node.Entry(
                name: name, keyMark: key.mark, keyEnd: key.endMark, keyStyle: key.style,
                value: try entryValue(in: column, depth: depth), nameNumber: number ?? -1))
    }

    @inline(__always)
    private mutating func entryValue(in column: Int?, depth: Int) throws(OutsideSubset) -> Node {
        if let column { return try mappingValue(at: column, depth: depth) }
        try skipInFlow()
        return try flowNode(depth: depth)
    }

    /// The name of a key that is none of ``names``.
    private mutating func otherName(of key: YAMLSubsetScalar) throws(OutsideSubset) -> String {
        let name = string(of: key)
        if name.utf8.count == 2, name == "<<" { throw OutsideSubset() }
        note(name, of: key)
        return name
    }

    /// A key that is no string, and the name that JSON has for it.
    private mutating func named(
        _ value: Node.Value, _ key: YAMLSubsetScalar
    ) throws(OutsideSubset) -> (Node, name: String) {
        if case .bool = value { rarities.insert(.booleanKey) }
        let node = try node(of: value, key)
        do throws(YAMLError) {
            if let name = try YAMLKey.jsonName(of: node) { return (node, name) }
        } catch {}
        throw OutsideSubset()
    }
}
