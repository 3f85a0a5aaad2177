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
    /// What the author wrote for a scalar, unquoted; nil for a collection.
    package let text: String?
    package let style: Node.Style

    package init(_ node: Node, key: SourceRange? = nil) {
        mark = node.mark
        end = node.end
        keyMark = key?.start ?? node.mark
        keyEnd = key?.end ?? node.end
        text = node.scalarText
        style = node.style
    }
}
