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

    /// Reads the value of a key that was just read, and keeps their entry.
    ///
    /// - Parameters:
    ///   - depth: of the key and of the value.
    ///   - value: reads the value.
    @inline(__always)
    mutating func appendEntry(
        _ key: YAMLSubsetScalar, depth: Int, value: (inout YAMLSubset) throws(OutsideSubset) -> Node
    ) throws(OutsideSubset) {
        try spend(depth: depth)
        let number = key.isCollected ? nil : names.number(in: bytes, from: key.start, to: key.end)
        // Each of the names is a string without quotes too.
        if number == nil, key.style == .plain, let other = self.value(ofPlain: key) {
            let (node, name) = try named(other, key)
            return entries.append(Node.Entry(node, named: name, value: try value(&self)))
        }
        let name = if let number { names[number] } else { try otherName(of: key) }
        // Not by a constant, which would be copied.
        entries.append(
            Node.Entry(
                name: name, keyMark: key.mark, keyEnd: key.endMark, keyStyle: key.style, value: try value(&self),
                nameNumber: number ?? -1))
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
