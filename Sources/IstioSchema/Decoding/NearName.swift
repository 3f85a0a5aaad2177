/// Which known name somebody may have meant.
package enum NearName {
    /// The nearest of some names: the same but for case and separators, else at most two edits away (one for short
    /// names); nil where none is near.
    package static func nearest(to name: String, among names: [String]) -> String? {
        // Longer than any name of the schema; comparing costs the product of the lengths.
        guard name.utf8.count <= 64 else { return nil }
        if let same = names.first(where: { isSameButForCase($0, name) }) { return same }
        let limit = name.utf8.count <= 4 ? 1 : 2
        var best: (name: String, distance: Int)?
        let letters = Array(name.utf8)
        for candidate in names where (candidate.utf8.count &- letters.count).magnitude <= limit {
            let distance = distance(letters, Array(candidate.utf8), limit: limit)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Names of the schema are ASCII, so that other letters need no folding.
    package static func isSameButForCase(_ left: String, _ right: String) -> Bool {
        left.utf8.lazy.compactMap(folded).elementsEqual(right.utf8.lazy.compactMap(folded))
    }

    /// The letter in lower case; nil for what separates words.
    private static func folded(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "_"), UInt8(ascii: "-"): nil
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: byte
        }
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
