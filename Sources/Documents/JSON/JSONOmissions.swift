/// Parts of a JSON text that nobody will look at: they are read and checked like all else, and not kept.
///
/// Of a part that is left out its kind stays: a string is empty, an object has no member, an array no element; a number,
/// a boolean and null stay as they are. So a text that is no JSON is refused, and at the same byte, with omissions as
/// without, and a key that is repeated is left out each time. What is left out counts for no limit but that of bytes.
package struct JSONOmissions: Sendable {
    /// A value that is left out, or one on the way to such.
    private struct Row: Sendable {
        let name: String
        /// Told before names are compared: nearly no member is on the way to what is left out.
        let byteCount: Int
        let isOmitted: Bool
        /// The rows of its members.
        let members: Range<Int>
        /// The row of its elements; 0 for none.
        let element: Int

        init(name: String, isOmitted: Bool = false, members: Range<Int> = 0..<0, element: Int = 0) {
            self.name = name
            byteCount = name.utf8.count
            self.isOmitted = isOmitted
            self.members = members
            self.element = element
        }
    }

    private let rows: [Row]

    /// Where the reader is on the way to what is left out.
    struct Place {
        fileprivate let row: Int
        let isOmitted: Bool

        /// Whether nothing is left out here or further in.
        var isNowhere: Bool { row < 0 }

        fileprivate static let nowhere = Place(row: -1, isOmitted: false)
    }

    /// Steps from the root of a text to a value; ``anyElement`` stands for each element of an array.
    package typealias Path = [String]

    /// No member of any object that this program reads is called so.
    package static let anyElement = "[]"

    /// - Parameter paths: none of them goes on where another ends.
    package init(_ paths: [Path] = []) {
        var rows: [Row] = []
        if !paths.isEmpty {
            // The root; what it holds is known when all else has its row.
            rows.append(Row(name: ""))
            rows[0] = Self.row(named: "", paths[...].map { $0[...] }, &rows)
        }
        self.rows = rows
    }

    /// Appends the rows of what a value holds, and makes its own.
    private static func row(named name: String, _ paths: [ArraySlice<String>], _ rows: inout [Row]) -> Row {
        var names: [String] = []
        for path in paths {
            if let next = path.first, !names.contains(next) { names.append(next) }
        }
        let isOmitted = names.isEmpty
        let elements = names.contains(anyElement)
        names.removeAll { $0 == anyElement }
        let first = rows.count
        rows += repeatElement(Row(name: ""), count: names.count &+ (elements ? 1 : 0))
        func below(_ step: String) -> [ArraySlice<String>] {
            paths.filter { $0.first == step }.map { $0.dropFirst() }
        }
        for (index, member) in names.enumerated() {
            let row = row(named: member, below(member), &rows)
            rows[first &+ index] = row
        }
        let members = first..<first &+ names.count
        if elements {
            let row = row(named: anyElement, below(anyElement), &rows)
            rows[members.upperBound] = row
        }
        return Row(name: name, isOmitted: isOmitted, members: members, element: elements ? members.upperBound : 0)
    }

    var root: Place { place(rows.isEmpty ? -1 : 0) }

    /// The place of a member of the object here.
    func member(_ name: String, of place: Place) -> Place {
        guard rows.indices.contains(place.row) else { return .nowhere }
        let byteCount = name.utf8.count
        for index in rows[place.row].members where rows[index].byteCount == byteCount && rows[index].name == name {
            return self.place(index)
        }
        return .nowhere
    }

    /// The place of each element of the array here.
    func element(of place: Place) -> Place {
        guard rows.indices.contains(place.row) else { return .nowhere }
        let element = rows[place.row].element
        return element > 0 ? self.place(element) : .nowhere
    }

    private func place(_ row: Int) -> Place {
        guard rows.indices.contains(row) else { return .nowhere }
        return Place(row: row, isOmitted: rows[row].isOmitted)
    }
}
