/// Reads JSON (RFC 8259) into the same tree as YAML: each value with its place, repeated keys kept.
///
/// What Go's `encoding/json` mends is mended the same way: a byte that is no UTF-8 and half a surrogate pair read as
/// U+FFFD. What Go refuses is refused: a number over the largest double, a control character in a string, anything behind
/// the value.
package struct JSONReader: Sendable {
    private let limits: DocumentLimits
    private let omissions: JSONOmissions

    /// - Parameters:
    ///   - limits: what is refused for its size alone.
    ///   - omissions: what is read and checked like all else, and not kept.
    package init(limits: DocumentLimits = .standard, omitting omissions: JSONOmissions = JSONOmissions()) {
        self.limits = limits
        self.omissions = omissions
    }

    /// The one value of a text.
    ///
    /// - Throws: ``JSONError`` where the bytes are no JSON or over a limit; the caller refuses them as a whole.
    package func read(_ bytes: [UInt8]) throws(JSONError) -> Node {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) -> Node in try read(buffer) }
    }

    /// The one value of a text.
    ///
    /// - Parameter bytes: must stay as they are until the call returns; nothing of them is kept.
    /// - Returns: the tree.
    /// - Throws: ``JSONError`` where the bytes are no JSON or over a limit; the caller refuses them as a whole.
    package func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> Node {
        guard bytes.count <= min(limits.maximumBytes, Int(Int32.max)) else {
            throw JSONError(
                "the text has \(bytes.count) bytes; at most \(limits.maximumBytes) are read", offset: 0, mark: .start,
                kind: .limit)
        }
        var parser = JSONParser(bytes, limits: limits, omissions: omissions)
        return try parser.document()
    }

    /// The one value of a text.
    ///
    /// - Throws: ``JSONError`` where the text is no JSON or over a limit.
    package func read(_ text: String) throws(JSONError) -> Node { try read(Array(text.utf8)) }
}
