/// Reads JSON (RFC 8259) into the same tree as YAML: each value with its place, repeated keys kept.
///
/// What Go's `encoding/json` mends is mended the same way: a byte that is no UTF-8 and half a surrogate pair read as
/// U+FFFD. What Go refuses is refused: a number over the largest double, a control character in a string, anything behind
/// the value.
package struct JSONReader: Sendable {
    private let limits: DocumentLimits

    package init(limits: DocumentLimits = .standard) { self.limits = limits }

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
        guard bytes.count <= limits.maximumBytes else {
            throw JSONError(
                "the text has \(bytes.count) bytes; at most \(limits.maximumBytes) are read", offset: 0, mark: .start,
                kind: .limit)
        }
        var parser = JSONParser(bytes, limits: limits)
        return try parser.document()
    }

    /// The one value of a text.
    ///
    /// - Throws: ``JSONError`` where the text is no JSON or over a limit.
    package func read(_ text: String) throws(JSONError) -> Node { try read(Array(text.utf8)) }
}

/// One pass over the bytes of a JSON text.
///
/// Recursion is bounded by ``DocumentLimits/maximumDepth``.
struct JSONParser {
    private var cursor: JSONCursor
    private let maximumDepth: Int
    private var nodesLeft: Int
    private let maximumNodes: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: DocumentLimits) {
        cursor = JSONCursor(bytes)
        maximumDepth = limits.maximumDepth
        maximumNodes = limits.maximumNodes
        nodesLeft = limits.maximumNodes
    }

    mutating func document() throws(JSONError) -> Node {
        cursor.skipBlanks()
        let root = try value(depth: 0)
        cursor.skipBlanks()
        guard cursor.isAtEnd else { throw cursor.failure("something stands behind the value") }
        return root
    }

    private mutating func value(depth: Int) throws(JSONError) -> Node {
        guard nodesLeft > 0 else { throw cursor.failure("more than \(maximumNodes) values", kind: .limit) }
        nodesLeft = nodesLeft &- 1
        let mark = cursor.mark
        switch cursor.byte {
        case UInt8(ascii: "\""):
            let string = try cursor.string()
            return Node(.string(string), mark: mark, end: cursor.mark, style: .json)
        case UInt8(ascii: "{"):
            return try object(from: mark, depth: depth)
        case UInt8(ascii: "["):
            return try array(from: mark, depth: depth)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let (number, text) = try cursor.number()
            return Node(number, mark: mark, end: cursor.mark, style: .json, text: text)
        case UInt8(ascii: "t") where cursor.skip("true"):
            return Node(.bool(true), mark: mark, end: cursor.mark, style: .json)
        case UInt8(ascii: "f") where cursor.skip("false"):
            return Node(.bool(false), mark: mark, end: cursor.mark, style: .json)
        case UInt8(ascii: "n") where cursor.skip("null"):
            return Node(.null, mark: mark, end: cursor.mark, style: .json)
        default:
            throw cursor.failure("a value is missing")
        }
    }

    private mutating func object(from mark: SourceMark, depth: Int) throws(JSONError) -> Node {
        try enter(depth)
        var entries: [Node.Entry] = []
        if cursor.byte == UInt8(ascii: "}") {
            cursor.skipByte()
            return Node(.mapping(entries), mark: mark, end: cursor.mark, style: .json)
        }
        entries.reserveCapacity(4)
        while true {
            let keyMark = cursor.mark
            guard cursor.byte == UInt8(ascii: "\"") else { throw cursor.failure("a key in quotes is missing") }
            let name = try cursor.string()
            let keyEnd = cursor.mark
            cursor.skipBlanks()
            guard cursor.byte == UInt8(ascii: ":") else { throw cursor.failure("a colon is missing") }
            cursor.skipByte()
            cursor.skipBlanks()
            entries.append(
                Node.Entry(
                    name: name, keyMark: keyMark, keyEnd: keyEnd, keyStyle: .json, value: try value(depth: depth &+ 1)))
            if try isLast(closing: UInt8(ascii: "}"), "a comma or } is missing") {
                return Node(.mapping(entries), mark: mark, end: cursor.mark, style: .json)
            }
        }
    }

    private mutating func array(from mark: SourceMark, depth: Int) throws(JSONError) -> Node {
        try enter(depth)
        var elements: [Node] = []
        if cursor.byte == UInt8(ascii: "]") {
            cursor.skipByte()
            return Node(.sequence(elements), mark: mark, end: cursor.mark, style: .json)
        }
        while true {
            elements.append(try value(depth: depth &+ 1))
            if try isLast(closing: UInt8(ascii: "]"), "a comma or ] is missing") {
                return Node(.sequence(elements), mark: mark, end: cursor.mark, style: .json)
            }
        }
    }

    /// Steps over the bracket that opens a collection.
    private mutating func enter(_ depth: Int) throws(JSONError) {
        guard depth < maximumDepth else {
            throw cursor.failure("nested deeper than \(maximumDepth) levels", kind: .limit)
        }
        cursor.skipByte()
        cursor.skipBlanks()
    }

    /// Steps over a comma, or over the bracket that closes a collection.
    private mutating func isLast(closing bracket: UInt8, _ problem: StaticString) throws(JSONError) -> Bool {
        cursor.skipBlanks()
        switch cursor.byte {
        case UInt8(ascii: ","):
            cursor.skipByte()
            cursor.skipBlanks()
            return false
        case bracket:
            cursor.skipByte()
            return true
        default:
            throw cursor.failure("\(problem)")
        }
    }
}
