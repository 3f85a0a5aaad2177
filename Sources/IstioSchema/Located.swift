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

    package init(_ node: Node) { self.init(node, keyMark: node.mark, keyEnd: node.end) }

    /// The origin of the value of an entry.
    package init(_ entry: Node.Entry) { self.init(entry.value, keyMark: entry.keyMark, keyEnd: entry.keyEnd) }

    private init(_ node: Node, keyMark: SourceMark, keyEnd: SourceMark) {
        mark = node.mark
        end = node.end
        self.keyMark = keyMark
        self.keyEnd = keyEnd
        style = node.style
        if let text = node.text {
            written = .text(text)
        } else {
            written =
                switch node.value {
                case .null: .null
                case .bool(let bool): .bool(bool)
                case .integer(let integer): .integer(integer)
                case .string(let string): .text(string)
                case .sequence, .mapping: .collection
                case .unsigned, .number: node.scalarText.map(Written.text) ?? .collection
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
