import Documents

/// A value with its place: rules compare the value and report at the place.
package struct Located<Value: Sendable>: Sendable {
    package let value: Value
    package let path: FieldPath
    /// What the author wrote; nil for a value that Istio fills in.
    package let origin: Origin?

    package init(_ value: Value, path: FieldPath, origin: Origin?) {
        self.value = value
        self.path = path
        self.origin = origin
    }

    /// Whether the author wrote the value, so that a report can point at it.
    package var isWritten: Bool { origin != nil }

    package func map<Other: Sendable>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(transform(value), path: path, origin: origin)
    }
}

/// The place of a value in the author's text, and how the author wrote it.
package struct Origin: Sendable {
    /// The first character of the value.
    package let mark: SourceMark
    /// Just behind the last character of a scalar; behind the last entry of a collection.
    package let end: SourceMark
    /// The first character of the key that names the value; the value's own mark where it has none.
    package let keyMark: SourceMark
    package let keyEnd: SourceMark
    package let style: Node.Style
    private let written: Written

    /// Numbers are put into words only where somebody asks.
    private enum Written {
        case collection
        case text(String)
        case integer(Int64)
        case bool(Bool)
        case null
    }

    package init(_ node: Node) {
        self.init(
            node.value, node.text, mark: node.mark, end: node.end, keyMark: node.mark, keyEnd: node.end,
            style: node.style)
    }

    /// The origin of the value of an entry, which is looked at in place, as a copy of it would cost more.
    ///
    /// - Parameter position: a valid index.
    init(_ entries: [Node.Entry], _ position: Int) {
        self.init(
            entries[position].value.value, entries[position].value.text, mark: entries[position].value.mark,
            end: entries[position].value.end, keyMark: entries[position].keyMark, keyEnd: entries[position].keyEnd,
            style: entries[position].value.style)
    }

    private init(
        _ value: Node.Value, _ text: String?, mark: SourceMark, end: SourceMark, keyMark: SourceMark,
        keyEnd: SourceMark, style: Node.Style
    ) {
        self.mark = mark
        self.end = end
        self.keyMark = keyMark
        self.keyEnd = keyEnd
        self.style = style
        if let text {
            written = .text(text)
        } else {
            written =
                switch value {
                case .null: .null
                case .bool(let bool): .bool(bool)
                case .integer(let integer): .integer(integer)
                case .string(let string): .text(string)
                case .sequence, .mapping: .collection
                case .unsigned(let integer): .text(String(integer))
                case .number(let number): .text(String(number))
                }
        }
    }

    /// What the author wrote for a scalar, unquoted; nil for a collection.
    package var text: String? {
        switch written {
        case .collection: nil
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .bool(let bool): bool ? "true" : "false"
        case .null: "null"
        }
    }
}
