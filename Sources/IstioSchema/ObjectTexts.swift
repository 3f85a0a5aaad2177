import Documents

/// The labels or the annotations of an object: texts by name.
///
/// The object's own entries, not a dictionary of them: every review has them compared or a few of them looked up, which
/// takes less than a dictionary takes to be made. Of a repeated name the last counts, and a value that is no text is absent.
package struct ObjectTexts: Sendable {
    private let entries: [Node.Entry]

    /// The texts of a mapping; none of anything else.
    package init(_ node: Node?) { entries = node?.entries ?? [] }

    /// The texts of a mapping's entries.
    init(_ entries: [Node.Entry]) { self.entries = entries }

    package init(_ texts: [String: String]) {
        entries = texts.sorted { $0.key < $1.key }.map { name, text in
            Node.Entry(
                name: name, keyMark: .start, keyEnd: .start, keyStyle: .json,
                value: Node(.string(text), mark: .start, style: .json))
        }
    }

    package subscript(name: String) -> String? {
        entries.string(name)
    }

    /// The names that stand with a text, in the order of the object's text.
    package var names: [String] { entries.compactMap { $0.value.string == nil ? nil : $0.name } }

    /// UTF-8 bytes of all names and texts.
    package var byteCount: Int {
        var count = 0
        for index in entries.indices {
            count = count &+ entries[index].name.utf8.count
            // Without a copy of the node.
            if case .string(let text) = entries[index].value.value { count = count &+ text.utf8.count }
        }
        return count
    }

    /// How many entries are kept, those without a text too.
    package var count: Int { entries.count }

    /// Whether the same names and texts stand in both in the same order, byte for byte.
    package func isExactly(_ other: ObjectTexts) -> Bool {
        guard entries.count == other.entries.count else { return false }
        for index in entries.indices {
            guard entries[index].name.isExactly(other.entries[index].name) else { return false }
            switch (entries[index].value.value, other.entries[index].value.value) {
            case (.string(let text), .string(let another)): guard text.isExactly(another) else { return false }
            case (.string, _), (_, .string): return false
            default: break
            }
        }
        return true
    }

    private var dictionary: [String: String] {
        var texts: [String: String] = [:]
        for entry in entries { texts[entry.name] = entry.value.string }
        return texts
    }
}

extension ObjectTexts: Equatable {
    /// In whatever order they stand.
    package static func == (left: ObjectTexts, right: ObjectTexts) -> Bool {
        left.isExactly(right) || left.dictionary == right.dictionary
    }
}

extension ObjectTexts: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral texts: (String, String)...) {
        self.init(Dictionary(texts) { _, last in last })
    }
}
