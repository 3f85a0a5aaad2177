/// A value of a YAML or JSON text, with its place.
///
/// Scalars are resolved as Istio's reader resolves them (YAML 1.1, go-yaml v2), and keep what the author wrote.
package struct Node: Sendable {
    package let value: Value
    /// The first character of the value; the quote of a quoted scalar.
    package let mark: SourceMark
    /// Just behind the last character of a scalar; behind the last entry or the bracket of a collection.
    package let end: SourceMark
    package let style: Style
    /// What the author wrote for a scalar that is not a string (`0x3A99` for 15001), unquoted; nil for all else.
    package let text: String?

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

    /// A key and its value.
    package struct Entry: Sendable {
        /// The key as JSON has it: `1`, `true` and `on` become "1", "true" and "true".
        package let name: String
        package let key: Node
        package let value: Node
        /// Whether the entry came in by a merge key (`<<`), so that the author did not write it here.
        package let isMerged: Bool

        package init(name: String, key: Node, value: Node, isMerged: Bool = false) {
            self.name = name
            self.key = key
            self.value = value
            self.isMerged = isMerged
        }
    }

    package init(_ value: Value, mark: SourceMark, end: SourceMark? = nil, style: Style, text: String? = nil) {
        self.value = value
        self.mark = mark
        self.end = end ?? mark
        self.style = style
        self.text = text
    }
}

extension Node {
    /// The value of a key, or nil where this is not a mapping that has it.
    ///
    /// The last of repeated keys wins, as in Go.
    package subscript(_ name: String) -> Node? { entry(name)?.value }

    /// The entry of a key; the last where it is repeated.
    package func entry(_ name: String) -> Entry? {
        guard case .mapping(let entries) = value else { return nil }
        return entries.last { $0.name == name }
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

    /// Whether the value holds others.
    package var isCollection: Bool {
        switch value {
        case .sequence, .mapping: true
        default: false
        }
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
