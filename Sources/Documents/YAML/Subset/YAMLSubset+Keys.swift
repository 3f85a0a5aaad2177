// Keys of mappings.
extension YAMLSubset {
    /// The longest way from the first character of a key to its colon, in bytes; YAML allows 1,024 characters.
    private static let longestKey = 1_000

    /// Steps behind the colon of a key that was just read in a block collection; false, and no step, where none stands.
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

    /// The name that JSON has for a key.
    mutating func name(of key: Node, depth: Int) throws(OutsideSubset) -> String {
        try spend(depth: depth)
        if case .string(let name) = key.value {
            if name.utf8.count == 2, name == "<<" { throw OutsideSubset() }
            return name
        }
        do throws(YAMLError) {
            if let name = try YAMLKey.jsonName(of: key) { return name }
        } catch {}
        throw OutsideSubset()
    }
}
