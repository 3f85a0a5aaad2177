/// One pass over the bytes of a JSON text.
///
/// Recursion is bounded by ``DocumentLimits/maximumDepth``. The limits are of what is kept: what is left out takes neither
/// memory nor stack.
struct JSONParser: ~Copyable {
    private var cursor: JSONCursor
    private let maximumDepth: Int
    private var nodesLeft: Int
    private let maximumNodes: Int
    private let omissions: JSONOmissions
    private var pendingEntries: PendingItems<Node.Entry>
    private var pendingElements: PendingItems<Node>

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: DocumentLimits, omissions: JSONOmissions) {
        self.omissions = omissions
        cursor = JSONCursor(bytes)
        maximumDepth = limits.maximumDepth
        maximumNodes = limits.maximumNodes
        nodesLeft = limits.maximumNodes
        // Room for most reviews, and little for the small texts that rules read.
        pendingEntries = PendingItems(capacity: min(32, bytes.count / 16))
        pendingElements = PendingItems(capacity: min(8, bytes.count / 64))
    }

    mutating func document() throws(JSONError) -> Node {
        cursor.skipBlanks()
        let root = try value(depth: 0, at: omissions.root)
        cursor.skipBlanks()
        guard cursor.isAtEnd else { throw cursor.failure("something stands behind the value") }
        return root
    }

    @inline(__always)
    private mutating func countNode() throws(JSONError) {
        guard nodesLeft > 0 else { throw tooManyNodes() }
        nodesLeft = nodesLeft &- 1
    }

    @inline(never)
    private func tooManyNodes() -> JSONError {
        cursor.failure("more than \(maximumNodes) values", kind: .limit)
    }

    /// Reads a value.
    ///
    /// - Parameter place: where the value stands among what is left out.
    private mutating func value(depth: Int, at place: JSONOmissions.Place) throws(JSONError) -> Node {
        try countNode()
        let mark = cursor.mark
        let value: Node.Value
        switch cursor.byte {
        case UInt8(ascii: "\""):
            if place.isOmitted {
                try cursor.skipString()
                value = .string("")
            } else {
                value = .string(cursor.text(of: try cursor.stringExtent()))
            }
        case UInt8(ascii: "{"):
            if place.isOmitted {
                try checkCollection()
                value = .mapping([])
            } else {
                value = .mapping(try entries(depth: depth, at: place))
            }
        case UInt8(ascii: "["):
            if place.isOmitted {
                try checkCollection()
                value = .sequence([])
            } else {
                value = .sequence(try elements(depth: depth, at: place))
            }
        default:
            let text: String?
            (value, text) = try word()
            if let text { return Node(value, mark: mark, end: cursor.mark, style: .json, text: text) }
        }
        return Node(value, from: mark, to: cursor.mark, .json)
    }

    /// Reads a number, true, false or null, and the text of a number that is not written as usual.
    private mutating func word() throws(JSONError) -> (Node.Value, String?) {
        switch cursor.byte {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try cursor.number()
        case UInt8(ascii: "t") where cursor.skip("true"): (.bool(true), nil)
        case UInt8(ascii: "f") where cursor.skip("false"): (.bool(false), nil)
        case UInt8(ascii: "n") where cursor.skip("null"): (.null, nil)
        default: throw cursor.failure("a value is missing")
        }
    }

    private mutating func entries(depth: Int, at place: JSONOmissions.Place) throws(JSONError) -> [Node.Entry] {
        try enter(depth)
        if isEmpty(closing: UInt8(ascii: "}")) { return [] }
        let start = pendingEntries.count
        repeat {
            let keyMark = cursor.mark
            try checkThatKeyBegins()
            let (name, number) = cursor.name(of: try cursor.stringExtent())
            let keyEnd = cursor.mark
            let member = place.isNowhere ? place : omissions.member(name, of: place)
            try stepOverColon()
            pendingEntries.append(
                Node.Entry(
                    name: name, keyMark: keyMark, keyEnd: keyEnd, keyStyle: .json,
                    value: try value(depth: depth &+ 1, at: member), nameNumber: number))
        } while try !isLast(closing: UInt8(ascii: "}"), "a comma or } is missing")
        return pendingEntries.take(from: start)
    }

    private mutating func elements(depth: Int, at place: JSONOmissions.Place) throws(JSONError) -> [Node] {
        try enter(depth)
        if isEmpty(closing: UInt8(ascii: "]")) { return [] }
        let place = place.isNowhere ? place : omissions.element(of: place)
        let start = pendingElements.count
        repeat {
            pendingElements.append(try value(depth: depth &+ 1, at: place))
        } while try !isLast(closing: UInt8(ascii: "]"), "a comma or ] is missing")
        return pendingElements.take(from: start)
    }

    // MARK: What is not kept

    /// Steps over a collection, which is refused where ``value(depth:at:)`` refuses it, but for the limits.
    ///
    /// It takes no memory, and time by its bytes alone; without recursion, so that its depth is no matter either.
    private mutating func checkCollection() throws(JSONError) {
        var open = OpenBrackets()
        repeat {
            let isObject = cursor.byte == UInt8(ascii: "{")
            if isObject || cursor.byte == UInt8(ascii: "[") {
                cursor.skipByte()
                cursor.skipBlanks()
                if !isEmpty(closing: isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    open.append(isObject: isObject)
                    if isObject { try checkKey() }
                    continue
                }
            } else if cursor.byte == UInt8(ascii: "\"") {
                try cursor.skipString()
            } else {
                _ = try word()
            }
            try closeBrackets(&open)
        } while !open.isEmpty
    }

    /// Steps over the brackets behind a value, or over what stands before the next one.
    private mutating func closeBrackets(_ open: inout OpenBrackets) throws(JSONError) {
        while !open.isEmpty {
            if open.lastIsObject {
                guard try isLast(closing: UInt8(ascii: "}"), "a comma or } is missing") else { return try checkKey() }
            } else {
                guard try isLast(closing: UInt8(ascii: "]"), "a comma or ] is missing") else { return }
            }
            open.removeLast()
        }
    }

    private mutating func checkKey() throws(JSONError) {
        try checkThatKeyBegins()
        try cursor.skipString()
        try stepOverColon()
    }

    // MARK: Punctuation
    //
    // Inlined, as there is more of it than of values.

    @inline(__always)
    private func checkThatKeyBegins() throws(JSONError) {
        guard cursor.byte == UInt8(ascii: "\"") else { throw cursor.failure("a key in quotes is missing") }
    }

    @inline(__always)
    private mutating func stepOverColon() throws(JSONError) {
        cursor.skipBlanks()
        guard cursor.byte == UInt8(ascii: ":") else { throw cursor.failure("a colon is missing") }
        cursor.skipByte()
        cursor.skipBlanks()
    }

    /// Steps over the bracket that closes a collection of nothing.
    private mutating func isEmpty(closing bracket: UInt8) -> Bool {
        guard cursor.byte == bracket else { return false }
        cursor.skipByte()
        return true
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
    @inline(__always)
    private mutating func isLast(closing bracket: UInt8, _ problem: StaticString) throws(JSONError) -> Bool {
        cursor.skipBlanks()
        let byte = cursor.byte
        guard byte == UInt8(ascii: ",") || byte == bracket else { throw cursor.failure(problem) }
        cursor.skipByte()
        if byte == bracket { return true }
        cursor.skipBlanks()
        return false
    }
}
