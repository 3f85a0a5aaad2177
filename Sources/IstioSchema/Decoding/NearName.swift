/// Which known name somebody may have meant.
package enum NearName {
    /// The nearest of some names: the same but for case and separators, else at most two edits away (one for short
    /// names, none for those of two letters); nil where none is near, or where the one says the opposite of the other.
    package static func nearest(to name: String, among names: [String]) -> String? {
        // Longer than any name of the schema; comparing costs the product of the lengths.
        guard name.utf8.count <= 64 else { return nil }
        if let same = names.first(where: { isSameButForCase($0, name) }) { return same }
        let limit =
            switch name.utf8.count {
            case ...2: 0
            case ...4: 1
            default: 2
            }
        var best: (name: String, distance: Int)?
        let letters = Array(name.utf8)
        let mask = Self.mask(letters)
        for candidate in names {
            // An edit brings or takes two different letters at most.
            guard (candidate.utf8.count - letters.count).magnitude <= limit,
                (Self.mask(candidate.utf8) ^ mask).nonzeroBitCount <= 2 * limit
            else { continue }
            let distance = distance(letters, Array(candidate.utf8), limit: limit)
            if distance <= limit, distance < best?.distance ?? .max, !areOpposites(candidate, name) {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// Whether a name is so surely a slip for a near one that a machine may write that.
    ///
    /// A name with something put before or behind it may be a setting that somebody has parked: `_concurrency`,
    /// `x-concurrency`, `concurrency2`. In a short name each letter is too much of it.
    package static func isSlip(_ name: String, for near: String) -> Bool {
        guard let first = name.utf8.first, let last = name.utf8.last, isLetter(first),
            isLetter(last) || last == near.utf8.last
        else { return false }
        if isSameButForCase(name, near) { return true }
        let (folded, meant) = (name.lowercased(), near.lowercased())
        guard folded.utf8.count > 4, meant.utf8.count > 4, !folded.hasPrefix(meant), !folded.hasSuffix(meant) else {
            return false
        }
        let limit = folded.utf8.count < 8 ? 1 : 2
        return distance(Array(folded.utf8), Array(meant.utf8), limit: limit) <= limit
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// Words two edits away from their opposite: `exclusionRegexps` is nobody's slip for `inclusionRegexps`.
    private static let opposites = [("exclu", "inclu"), ("ingress", "egress"), ("max", "min"), ("before", "after")]

    private static func areOpposites(_ left: String, _ right: String) -> Bool {
        let (left, right) = (left.lowercased(), right.lowercased())
        return opposites.contains { one, other in
            left.holds(one) && right.holds(other) || right.holds(one) && left.holds(other)
        }
    }

    /// Whether two names differ in the case of ASCII letters, and in `_` and `-`, at most.
    package static func isSameButForCase(_ left: String, _ right: String) -> Bool {
        var left = left.utf8.makeIterator()
        var right = right.utf8.makeIterator()
        while true {
            let (one, other) = (nextFolded(&left), nextFolded(&right))
            guard one == other else { return false }
            if one == nil { return true }
        }
    }

    private static func nextFolded(_ name: inout String.UTF8View.Iterator) -> UInt8? {
        while let byte = name.next() {
            if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") { continue }
            return (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        }
        return nil
    }

    /// A bit for each letter that a name has.
    private static func mask(_ letters: some Sequence<UInt8>) -> UInt64 {
        var mask: UInt64 = 0
        for letter in letters { mask |= 1 << UInt64(letter & 63) }
        return mask
    }

    /// Edits (insert, delete, replace, swap of neighbours) from one text to the other; over `limit` it may be any
    /// number over it.
    private static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
        guard (left.count - right.count).magnitude <= limit else { return limit + 1 }
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last.last ?? limit + 1
    }
}

extension MessageShape {
    /// The JSON names of the fields that a release has.
    package func names(in version: IstioVersion) -> [String] {
        fields.filter { $0.exists(in: version) }.map(\.name)
    }
}
