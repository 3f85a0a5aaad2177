/// A value of a YAML or JSON text, with its place.
///
/// Scalars are resolved as Istio's reader resolves them (YAML 1.1, go-yaml v2), and keep what the author wrote.
package struct Node: Sendable {
    // In an order that leaves no holes: 44 bytes, and 88 for an entry.

    /// The author's text where nothing else tells it; nil for nearly every node.
    private let spelledOut: SpelledOut?
    package let value: Value
    package let style: Style
    private let spelling: Spelling
    /// What the value, and all that it holds, may have that few documents have; all of it where nobody looked.
    package let mayHold: Rarities
    /// The first character of the value; the quote of a quoted scalar.
    package let mark: SourceMark
    /// Just behind the last character of a scalar; behind the last entry or the bracket of a collection.
    package let end: SourceMark

    package enum Value: Sendable {
        case null
        case bool(Bool)
        case integer(Int64)
        /// An integer over `Int64.max`.
        case unsigned(UInt64)
        case number(Double)
        case string(String)
        case sequence([Node])
        /// Entries in the author's order; repeated keys are kept.
        case mapping([Entry])
    }

    /// How a value was written.
    package enum Style: Sendable {
        case plain, singleQuoted, doubleQuoted, literal, folded
        case block, flow
        case json
    }

    /// How `text` is kept: nearly every value has the usual one, or none.
    private enum Spelling: UInt8, Sendable {
        /// There is no text.
        case none
        /// The text is `true`, `false` or `null`, as the value says.
        case usual
        /// The text is empty, as of a null that is not written.
        case empty
        /// The text stands beside.
        case spelledOut
    }

    private final class SpelledOut: Sendable {
        let text: String
        init(_ text: String) { self.text = text }
    }

    package init(
        _ value: Value, mark: SourceMark, end: SourceMark? = nil, style: Style, text: String? = nil,
        mayHold: Rarities = .all
    ) {
        self.value = value
        self.mayHold = mayHold
        self.mark = mark
        self.end = end ?? mark
        self.style = style
        switch (text, value) {
        case (nil, _): (spelling, spelledOut) = (.none, nil)
        case (""?, _): (spelling, spelledOut) = (.empty, nil)
        case ("true"?, .bool(true)), ("false"?, .bool(false)), ("null"?, .null): (spelling, spelledOut) = (.usual, nil)
        case (let text?, _): (spelling, spelledOut) = (.spelledOut, SpelledOut(text))
        }
    }

    /// A value without a text beside it, which is made inside of loops over every byte.
    @inline(__always)
    init(_ value: consuming Value, from mark: SourceMark, to end: SourceMark, _ style: Style) {
        self.value = value
        self.mark = mark
        self.end = end
        self.style = style
        mayHold = .all
        spelling = .none
        spelledOut = nil
    }

    /// The same value, of which it is known what it may hold.
    init(_ node: consuming Node, mayHold: Rarities) {
        value = node.value
        mark = node.mark
        end = node.end
        style = node.style
        spelling = node.spelling
        spelledOut = node.spelledOut
        self.mayHold = mayHold
    }

    /// What the author wrote for a scalar that is not a string (`0x3A99` for 15001), unquoted; nil for all else, and for
    /// what JSON has a word for, written in JSON.
    package var text: String? {
        switch spelling {
        case .none: nil
        case .usual: value.word
        case .empty: ""
        case .spelledOut: spelledOut?.text
        }
    }
}

extension Node.Value {
    /// JSON's word for the value; nil where that is no word.
    fileprivate var word: String? {
        switch self {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        default: nil
        }
    }
}

extension Node {
    /// The value of a key, or nil where this is not a mapping that has it.
    ///
    /// The last of repeated keys wins, as in Go.
    package subscript(_ name: String) -> Node? {
        guard case .mapping(let entries) = value, let index = entries.lastIndex(of: name) else { return nil }
        return entries[index].value
    }

    /// The entry of a key; the last where it is repeated.
    package func entry(_ name: String) -> Entry? {
        guard case .mapping(let entries) = value, let index = entries.lastIndex(of: name) else { return nil }
        return entries[index]
    }

    /// The entries of a mapping, or none.
    package var entries: [Entry] {
        guard case .mapping(let entries) = value else { return [] }
        return entries
    }

    /// The elements of a sequence, or none.
    package var elements: [Node] {
        guard case .sequence(let elements) = value else { return [] }
        return elements
    }

    package var string: String? {
        guard case .string(let string) = value else { return nil }
        return string
    }

    package var bool: Bool? {
        guard case .bool(let bool) = value else { return nil }
        return bool
    }

    package var integer: Int64? {
        guard case .integer(let integer) = value else { return nil }
        return integer
    }

    package var isNull: Bool {
        guard case .null = value else { return false }
        return true
    }

    /// What the author wrote for a scalar, unquoted; nil for collections.
    package var scalarText: String? {
        if let text { return text }
        switch value {
        case .null: return "null"
        case .bool(let bool): return bool ? "true" : "false"
        case .integer(let integer): return String(integer)
        case .unsigned(let integer): return String(integer)
        case .number(let number): return String(number)
        case .string(let string): return string
        case .sequence, .mapping: return nil
        }
    }

    /// What the value is, with its article, for a message: `the number 10`, `a list`.
    package var kindPhrase: String {
        switch value {
        case .null: "null"
        case .bool: "the boolean \(scalarText ?? "")"
        case .integer, .unsigned, .number: "the number \(scalarText ?? "")"
        case .string: "a string"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

extension [Node.Entry] {
    // Of what is looked up no node is copied, which would count references to what it holds.

    /// The text of a key; nil where the key is absent, or its value is no text.
    package func string(_ name: String) -> String? {
        guard let index = lastIndex(of: name), case .string(let text) = self[index].value.value else { return nil }
        return text
    }

    /// The entries of the mapping of a key; none where the key is absent, or its value is no mapping.
    package func entries(_ name: String) -> [Node.Entry] {
        guard let index = lastIndex(of: name), case .mapping(let entries) = self[index].value.value else { return [] }
        return entries
    }

    /// Where the entry of a key stands; the last where it is repeated.
    ///
    /// Entries are large: of each only the name is looked at, where `last(where:)` would copy it whole.
    package func lastIndex(of name: String) -> Int? {
        var index = count
        while index > 0 {
            index = index &- 1
            let isFound =
                self[index].nameNumber >= 0 ? self[index].name.isExactlyASCII(name) : self[index].name.isExactly(name)
            if isFound { return index }
        }
        return nil
    }
}
