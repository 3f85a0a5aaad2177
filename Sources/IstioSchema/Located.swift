import Documents

/// A value with its place: rules compare the value and report at the place.
///
/// Few values are reported, so that a path and an origin are made only where somebody asks.
package struct Located<Value: Sendable>: Sendable {
    package let value: Value
    private let place: PlaceOfValue

    package init(_ value: Value, path: FieldPath, origin: Origin?) {
        self.value = value
        place = .given(path, origin)
    }

    /// The value of a field.
    ///
    /// - Parameter index: a valid index into the fields of the message.
    init(_ value: Value, in message: Message, at index: Int) {
        self.value = value
        place = .field(message, index)
    }

    fileprivate init(_ value: Value, at place: PlaceOfValue) {
        self.value = value
        self.place = place
    }

    package var path: FieldPath {
        switch place {
        case .field(let message, let index): message.scope.field(message.fields[index].shape.name)
        case .given(let path, _): path
        }
    }

    /// What the author wrote; nil for a value that Istio fills in.
    package var origin: Origin? {
        switch place {
        case .field(let message, let index): message.fields[index].origin
        case .given(_, let origin): origin
        }
    }

    /// Whether the author wrote the value, so that a report can point at it.
    package var isWritten: Bool {
        switch place {
        case .field(let message, let index): message.fields[index].origin != nil
        case .given(_, let origin): origin != nil
        }
    }

    package func map<Other: Sendable>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(transform(value), at: place)
    }
}

/// Where a located value stands.
private enum PlaceOfValue: Sendable {
    /// A field of a message, by its index.
    case field(Message, Int)
    case given(FieldPath, Origin?)
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
