extension Node {
    /// A key and its value.
    package struct Entry: Sendable {
        package let value: Node
        /// Whether the entry came in by a merge key (`<<`), so that the author did not write it here.
        package let isMerged: Bool
        package let keyStyle: Style
        /// The number of ``name`` among ``knownNames``; negative for another name, and where nobody looked.
        package let nameNumber: Int16
        /// The key as JSON has it: `1`, `true` and `on` become "1", "true" and "true".
        package let name: String
        /// The first character of the key; its quote where it is quoted.
        package let keyMark: SourceMark
        /// Just behind the last character of the key.
        package let keyEnd: SourceMark
        /// The key where it is no string, which is rare.
        private let otherKey: OtherKey?

        private final class OtherKey: Sendable {
            let node: Node
            init(_ node: Node) { self.node = node }
        }

        /// Names that stand in nearly every document, by their numbers: what means something for a reader of the tree can be
        /// looked up by the number, in a table made once.
        package static let knownNames = KnownNames.all.texts

        /// An entry whose key is a string.
        ///
        /// - Parameter nameNumber: see ``nameNumber``.
        package init(
            name: String, keyMark: SourceMark, keyEnd: SourceMark, keyStyle: Style, value: Node,
            isMerged: Bool = false, nameNumber: Int16 = -1
        ) {
            self.value = value
            self.isMerged = isMerged
            self.keyStyle = keyStyle
            self.nameNumber = nameNumber
            self.name = name
            self.keyMark = keyMark
            self.keyEnd = keyEnd
            otherKey = nil
        }

        /// An entry whose key may be anything.
        package init(name: String, key: Node, value: Node, isMerged: Bool = false) {
            self.value = value
            self.isMerged = isMerged
            self.name = name
            nameNumber = -1
            keyStyle = key.style
            keyMark = key.mark
            keyEnd = key.end
            otherKey = key.isString(name) ? nil : OtherKey(key)
        }

        /// An entry with a key as it was read, and the name that JSON has for it.
        init(_ key: Node, named name: String, value: Node) {
            self.value = value
            self.name = name
            nameNumber = -1
            isMerged = false
            keyStyle = key.style
            keyMark = key.mark
            keyEnd = key.end
            if case .string = key.value { otherKey = nil } else { otherKey = OtherKey(key) }
        }

        /// The same entry with another value.
        package init(_ entry: Entry, value: Node) { self.init(entry, value: value, isMerged: entry.isMerged) }

        private init(_ entry: Entry, value: Node, isMerged: Bool) {
            self.value = value
            self.isMerged = isMerged
            keyStyle = entry.keyStyle
            nameNumber = entry.nameNumber
            name = entry.name
            keyMark = entry.keyMark
            keyEnd = entry.keyEnd
            otherKey = entry.otherKey
        }

        /// The key, with its value and what the author wrote; where it stands is told by `keyMark` at less cost.
        package var key: Node {
            otherKey?.node ?? Node(.string(name), mark: keyMark, end: keyEnd, style: keyStyle)
        }

        /// The same entry, as a merge key brings it in.
        var merged: Entry { Entry(self, value: value, isMerged: true) }
    }

    /// Whether this is the string, byte by byte.
    fileprivate func isString(_ name: String) -> Bool {
        guard case .string(let string) = value, text == nil else { return false }
        return string.utf8.elementsEqual(name.utf8)
    }
}
